from __future__ import annotations

import json

import httpx
import pytest

from microblog_desktop.api.errors import BadAnswer, NotOffered, Unanswered
from microblog_desktop.api.microblog.server import MicroblogServer
from microblog_desktop.api.transport import Transport
from microblog_desktop.domain.ids import BOOKMARKS, HOME, MessageId, PersonId, PostId, TimelineKey
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription, ServerKind

URL = "https://x.example"
SUSAN = {"id": 1, "username": "susan"}
POST = {"id": 7, "body": "x", "created_at": "2026-11-22T06:10:28Z", "author": SUSAN}
MESSAGE = {"id": 9, "body": "x", "created_at": "2026-11-22T06:10:28Z", "sender_id": 1, "recipient_id": 2}


class Wire:
    """Answers everything with one answer, and keeps what was asked."""

    def __init__(self, answer: httpx.Response) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = answer
        description = ServerDescription(url=URL, kind=ServerKind.MICROBLOG, name="x")
        transport = Transport(URL, token=Secret("t0ken"), network=httpx.MockTransport(self._handle))
        self.server = MicroblogServer(description, transport)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self._answer

    @property
    def body(self) -> object:
        return json.loads(self.asked[-1].content)


async def test_creating_carries_the_key_and_native_ids() -> None:
    wire = Wire(httpx.Response(201, json=POST))
    post = await wire.server.create_post("x", reply_to=PostId("3"), idempotency_key="k1")
    assert post.id == "7"
    assert wire.body == {"body": "x", "reply_to": 3}
    assert wire.asked[-1].headers["Idempotency-Key"] == "k1"
    await wire.server.create_post("x", reply_to=PostId("01HXYZ"), idempotency_key="k2")
    assert wire.body == {"body": "x", "reply_to": "01HXYZ"}


async def test_a_created_post_that_cannot_be_read_may_have_been_made() -> None:
    for answer in (httpx.Response(201, json={"id": 7}), httpx.Response(201, content=b'{"id": 7, "bo')):
        with pytest.raises(Unanswered):
            await Wire(answer).server.create_post("x", reply_to=None, idempotency_key="k1")


async def test_cursors_travel_unchanged() -> None:
    wire = Wire(httpx.Response(200, json={"items": []}))
    await wire.server.timeline(HOME, before="a+b&c=d/%")
    assert wire.asked[-1].url.params["before"] == "a+b&c=d/%"
    assert wire.asked[-1].url.params["limit"] == "50"
    await wire.server.messages(PersonId("2"), after="x y")
    assert wire.asked[-1].url.params["after"] == "x y"


async def test_ids_cannot_lead_out_of_their_place() -> None:
    wire = Wire(httpx.Response(204))
    await wire.server.delete_post(PostId("../me/tokens"))
    assert wire.asked[-1].url.raw_path == b"/api/posts/..%2Fme%2Ftokens"


@pytest.mark.parametrize("reaction", Reaction)
async def test_a_reaction_is_put_and_deleted(reaction: Reaction) -> None:
    wire = Wire(httpx.Response(204))
    await wire.server.react(PostId("a/b"), reaction)
    await wire.server.unreact(PostId("7"), reaction)
    asked = [(request.method, request.url.raw_path.decode()) for request in wire.asked]
    assert asked == [("PUT", f"/api/posts/a%2Fb/{reaction.value}"), ("DELETE", f"/api/posts/7/{reaction.value}")]


async def test_a_translation_is_asked_for_by_language() -> None:
    wire = Wire(httpx.Response(200, json={"text": "hi", "from": "de", "to": "en", "provider": "X"}))
    assert (await wire.server.translation(PostId("7"), "en")).text == "hi"
    assert wire.asked[0].url.raw_path == b"/api/posts/7/translation?to=en"


async def test_bookmarks_are_a_timeline() -> None:
    wire = Wire(httpx.Response(200, json={"items": []}))
    page = await wire.server.timeline(BOOKMARKS)
    assert (page.entries, wire.asked[0].url.path) == ((), "/api/me/bookmarks")
    assert page.asked_at is not None


async def test_a_timeline_that_is_not_there_is_not_asked_for() -> None:
    with pytest.raises(NotOffered):
        await Wire(httpx.Response(200)).server.timeline(TimelineKey("unknown"))


async def test_signing_in_asks_who_that_is_only_if_it_was_not_said() -> None:
    wire = Wire(httpx.Response(200, json={"token": "t", "person": SUSAN}))
    signed_in = await wire.server.sign_in("süsan", Secret("pä:ss"))
    assert (signed_in.token.reveal(), signed_in.person.id, len(wire.asked)) == ("t", "1", 1)
    assert wire.asked[0].headers["Authorization"] == "Basic c8O8c2FuOnDDpDpzcw=="
    both = Wire(httpx.Response(200, json={"token": "t"} | SUSAN))
    assert (await both.server.sign_in("susan", Secret("x"))).person.id == "1"
    assert both.asked[1].headers["Authorization"] == "Bearer t"


async def test_messages_are_sent_and_marked_read() -> None:
    wire = Wire(httpx.Response(201, json=MESSAGE))
    message = await wire.server.send_message(PersonId("2"), "x", idempotency_key="k")
    assert message.recipient_id == "2"
    await wire.server.mark_read(PersonId("2"), MessageId("9"))
    assert (wire.asked[-1].url.path, wire.body) == ("/api/conversations/2/read", {"up_to": 9})


async def test_somebody_is_found_by_their_name_and_nobody_else() -> None:
    wire = Wire(httpx.Response(200, json={"items": [SUSAN, {"id": 2, "username": "susanne"}]}))
    found = await wire.server.person_by_username("Susan")
    assert found is not None
    assert found.id == "1"
    assert await wire.server.person_by_username("sus") is None


async def test_an_unchanged_picture_is_nothing_and_only_if_one_was_known() -> None:
    wire = Wire(httpx.Response(304))
    assert await wire.server.picture("/p.png", '"1"') is None
    with pytest.raises(BadAnswer):
        await wire.server.picture("/p.png", None)
