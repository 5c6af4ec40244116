from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from microblog_desktop.api.detect import describe_despite_warning, describe_server
from microblog_desktop.api.errors import ApiError
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.server import Capability, CountedIn, ServerDescription, ServerKind

Answer = Callable[[httpx.Request], httpx.Response]
SERVICE = {
    "name": "Town square",
    "version": "1.2",
    "people": 41,
    "languages": ["en", "ko"],
    "limits": {"post": 500, "message": 2000, "about_me": 280, "counted_in": "graphemes"},
    "_links": {
        "timeline": "/api/timeline",
        "conversations": {"href": "/api/conversations"},
        "search": None,
        "new": "/x",
    },
}


async def describe(answer: Answer, url: str = "https://x.example") -> ServerDescription:
    return await describe_server(url, lambda base: Transport(base, network=httpx.MockTransport(answer)))


def by_path(**answers: httpx.Response) -> Answer:
    return lambda request: answers.get(request.url.path.rpartition("/")[2], httpx.Response(404, html="<h1>No</h1>"))


async def test_a_service_document_says_what_can_be_done() -> None:
    found = await describe(by_path(api=httpx.Response(200, json=SERVICE)))
    assert (found.kind, found.name, found.people) == (ServerKind.MICROBLOG, "Town square", 41)
    assert found.limits.post == 500
    assert found.limits.counted_in is CountedIn.GRAPHEMES
    assert found.capabilities == {Capability.HOME, Capability.MESSAGES, Capability.IDEMPOTENCY}


async def test_the_address_that_answered_is_the_servers() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "x.example":
            return httpx.Response(301, headers={"Location": "https://www.x.example/api"})
        return httpx.Response(200, json=SERVICE)

    assert (await describe(answer)).url == "https://www.x.example"


async def test_the_tutorials_server_is_known_by_how_it_refuses_a_token() -> None:
    refusal = httpx.Response(
        401, json={"error": "Unauthorized"}, headers={"WWW-Authenticate": 'Basic realm="Authentication Required"'}
    )
    found = await describe(by_path(tokens=refusal))
    assert found.kind is ServerKind.CHAPTER_23
    assert found.can(Capability.PEOPLE)
    assert not found.can(Capability.WRITE)


@pytest.mark.parametrize(
    "answer",
    [
        by_path(),
        by_path(api=httpx.Response(200, html="<h1>Welcome to nginx</h1>")),
        by_path(api=httpx.Response(200, json={"name": "x"})),
        by_path(api=httpx.Response(200, json={"name": "x", "_links": {"unknown": "/x"}})),
        by_path(api=httpx.Response(200, json=[])),
        by_path(api=httpx.Response(401, json={"error": "Unauthorized"})),
        by_path(tokens=httpx.Response(401, json={"code": 401, "message": "x"}, headers={"WWW-Authenticate": "Form"})),
        by_path(tokens=httpx.Response(200, json={"token": "x"})),
        by_path(tokens=httpx.Response(401, json={"error": "Unauthorized"})),
    ],
)
async def test_everything_else_is_not_a_microblog(answer: Answer) -> None:
    with pytest.raises(ApiError) as caught:
        await describe(answer)
    assert caught.value.problem.kind is ProblemKind.NOT_MICROBLOG


async def test_a_server_that_fails_is_not_called_a_stranger() -> None:
    with pytest.raises(ApiError) as caught:
        await describe(by_path(api=httpx.Response(503)))
    assert caught.value.problem.kind is ProblemKind.SERVER_FAILED


async def test_plain_http_to_elsewhere_is_asked_only_after_a_warning() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=SERVICE)

    with pytest.raises(ApiError) as caught:
        await describe(answer, "http://x.example")
    assert caught.value.problem.kind is ProblemKind.INSECURE
    assert asked == []
    assert (await describe(answer, "http://127.0.0.1:5000")).name == "Town square"
    found = await describe_despite_warning(
        "http://x.example", lambda base: Transport(base, network=httpx.MockTransport(answer))
    )
    assert found.url == "http://x.example"
