"""The OpenAPI document is the letter of the API, and the server keeps to it.

Every answer in these tests is held against the document by `tests/server/client.py`; here requests are made up
from the document itself.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from microblog_server.app import MicroblogServer
from tests.server.client import Json, Visitors
from tests.server.settings_for_tests import quick_settings


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


# One ends the sign-in that all the others need; the other goes on for ever.
_LEFT_OUT = {("DELETE", "/api/tokens"), ("GET", "/api/stream")}


def test_requests_made_from_the_document_are_answered_as_it_says(tmp_path: Path, database_url: str) -> None:
    with asyncio.Runner() as runner:
        server = MicroblogServer(quick_settings(tmp_path, database_url))
        running = server.running()
        runner.run(running.__aenter__())
        try:
            _try_everything(runner, server)
        finally:
            runner.run(running.__aexit__(None, None, None))


def _try_everything(runner: asyncio.Runner, server: MicroblogServer) -> None:
    visitors = Visitors(server)
    susan = runner.run(visitors.sign_up("susan"))
    runner.run(susan.write("First"))
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(server.api.openapi())))
    tried = set()

    @settings(
        max_examples=150,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(case=schema.as_strategy())
    def send(case: schemathesis.Case[Json]) -> None:
        if (case.method, case.path) in _LEFT_OUT:
            return
        arguments = case.as_transport_kwargs(base_url="http://server")
        arguments["headers"] = {**dict(arguments["headers"]), **susan.headers}
        try:
            request = visitors.http.build_request(
                arguments["method"],
                arguments["url"],
                params=arguments.get("params"),
                headers=arguments["headers"],
                json=arguments.get("json"),
            )
        except (httpx.InvalidURL, UnicodeEncodeError):
            return
        answer = runner.run(visitors.http.send(request))
        assert answer.status_code < 500
        tried.add((case.method, case.path))

    send()
    runner.run(visitors.http.aclose())
    assert len(tried) > 20
