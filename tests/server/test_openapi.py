"""The OpenAPI document is the letter of the API, and the server keeps to it.

Every answer in these tests is held against the document by `tests/server/client.py`; here requests are made up
from the document itself.
"""

from __future__ import annotations

from pathlib import Path

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.e2e.server_process import ServerProcess
from tests.server.client import Json, Promises, Visitors

# For one database; a long hunt takes some thousands.
_EXAMPLES = 250


async def test_the_document_is_openapi_31_and_complete(visitors: Visitors) -> None:
    document = (await visitors.http.get("/api/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    assert "HTTPValidationError" not in document["components"]["schemas"]
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names)) > 25
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            described = operation["responses"]
            assert {"400", "401", "404", "429", "500"} <= described.keys(), f"{method} {path}"
            is_open = not operation.get("security")
            assert is_open == ((method, path) in _OPEN), f"{method} {path}"


_OPEN = {
    ("get", "/api"),
    ("post", "/api/users"),
    ("get", "/api/users/{id}/avatar"),
    ("post", "/api/password-resets"),
    ("put", "/api/password-resets/{token}"),
}


# Two end the sign-in that all the others need; the stream goes on for ever.
_LEFT_OUT = {("DELETE", "/api/tokens"), ("DELETE", "/api/me/tokens/{id}"), ("GET", "/api/stream")}


def test_requests_made_from_the_document_are_answered_as_it_says(tmp_path: Path, database_url: str) -> None:
    """Over the network, by the process that people run."""
    with ServerProcess(tmp_path, {"MICROBLOG_DATABASE": database_url}) as server:
        susan = server.sign_up("susan")
        susan.post("First")
        document = susan.client.get(f"{server.url}/api/openapi.json").raise_for_status().json()
        tried = _try_everything(document, server.url, susan.token)
    offered = {(method.upper(), path) for path, operations in document["paths"].items() for method in operations}
    assert len(tried) > len(offered - _LEFT_OUT) * 0.6


def _try_everything(document: Json, url: str, token: str) -> set[tuple[str, str]]:
    schema = schemathesis.openapi.from_dict(document)
    promises = Promises(document)
    tried: set[tuple[str, str]] = set()
    headers = {"Authorization": f"Bearer {token}"}

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(case=st.one_of([schema.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode]))
    def send(case: schemathesis.Case[Json]) -> None:
        if (case.method, case.path) in _LEFT_OUT:
            return
        arguments = case.as_transport_kwargs(base_url=url)
        given = {**dict(arguments["headers"]), **headers}
        try:
            request = http.build_request(
                arguments["method"],
                arguments["url"],
                params=arguments.get("params"),
                headers=given,
                json=arguments.get("json"),
                content=arguments.get("data"),
            )
            answer = http.send(request)
        except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError, ValueError):
            # Nothing that can be sent.
            return
        assert answer.status_code < 500
        promises.check(answer)
        tried.add((case.method, case.path))

    with httpx.Client(trust_env=False, timeout=30) as http:
        send()
        assert http.get(f"{url}/healthz").json()["status"] == "ok"
    return tried
