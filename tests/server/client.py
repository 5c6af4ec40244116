"""Someone who uses the API; each answer is compared with what the OpenAPI document promises."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import Any

import httpx
import jsonschema_rs

from microblog_server.app import MicroblogServer

Json = Any
# The document itself, and what is no part of the API.
_ELSEWHERE = ("/api/openapi.json", "/healthz", "/metrics")
PASSWORD = "correct horse"


class Promises:
    """The OpenAPI document, to hold answers against."""

    def __init__(self, document: dict[str, Json]) -> None:
        self.document = document
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}
        self._paths = sorted(
            ((re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in document["paths"]),
            key=lambda pair: "{" in pair[1],
        )

    def check(self, answer: httpx.Response) -> None:
        path = answer.request.url.path
        if path in _ELSEWHERE:
            return
        known = next((name for pattern, name in self._paths if pattern.fullmatch(path)), None)
        method = answer.request.method.lower()
        operation = self.document["paths"].get(known, {}).get("get" if method == "head" else method)
        if operation is None:
            assert answer.status_code in (404, 405, 413, 415, 429), f"{method} {path} is not in the document"
            return
        if answer.status_code == 304 or method == "head":
            assert answer.content == b""
            return
        promised = operation["responses"].get(str(answer.status_code))
        assert promised is not None, f"{method} {path} answers {answer.status_code}, which the document does not say"
        kind = answer.headers.get("content-type", "").partition(";")[0]
        assert (kind in promised["content"]) if "content" in promised else not answer.content
        if kind == "application/json":
            pointer = f"{known} {method} {answer.status_code}"
            self._validator(pointer, promised["content"][kind]["schema"]).validate(answer.json())

    def _validator(self, name: str, schema: dict[str, Json]) -> jsonschema_rs.Draft202012Validator:
        if name not in self._validators:
            whole = {**schema, "components": self.document["components"]}
            self._validators[name] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return self._validators[name]


_promises: dict[str, Promises] = {}


def promises_of(server: MicroblogServer) -> Promises:
    """Made once: the document is the same for every server."""
    if "document" not in _promises:
        _promises["document"] = Promises(json.loads(json.dumps(server.api.openapi())))
    return _promises["document"]


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person with a connection to the server."""

    http: httpx.AsyncClient
    id: int
    username: str
    token: str

    async def get(self, path: str, **query: object) -> httpx.Response:
        given = {name: str(value) for name, value in query.items()}
        return await self.http.get(path, params=given or None, headers=self.headers)

    async def post(self, path: str, body: Json = None, *, key: str | None = None) -> httpx.Response:
        extra = {"Idempotency-Key": key} if key is not None else {}
        return await self.http.post(path, json=body, headers=self.headers | extra)

    async def put(self, path: str, body: Json = None) -> httpx.Response:
        if body is None:
            return await self.http.put(path, headers=self.headers)
        return await self.http.put(path, json=body, headers=self.headers)

    async def delete(self, path: str) -> httpx.Response:
        return await self.http.delete(path, headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def write(self, body: str, reply_to: int | None = None) -> int:
        """Post, and return the id."""
        content: Json = {"body": body} if reply_to is None else {"body": body, "reply_to": reply_to}
        answer = await self.post("/api/posts", content)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    async def bodies(self, path: str, **query: object) -> list[str]:
        answer = await self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return [item["body"] for item in answer.json()["items"]]


class Visitors:
    """Opens connections to one server, in the same process."""

    def __init__(self, server: MicroblogServer) -> None:
        self.server = server
        self.promises = promises_of(server)
        transport = httpx.ASGITransport(app=server)
        self.http = httpx.AsyncClient(
            transport=transport, base_url="http://server", event_hooks={"response": [self._check]}
        )

    def from_address(self, address: str) -> httpx.AsyncClient:
        """A connection from another computer."""
        transport = httpx.ASGITransport(app=self.server, client=(address, 12345))
        return httpx.AsyncClient(transport=transport, base_url="http://server", event_hooks={"response": [self._check]})

    async def _check(self, answer: httpx.Response) -> None:
        await answer.aread()
        self.promises.check(answer)

    async def sign_up(self, username: str) -> Person:
        content = {"username": username, "email": f"{username}@example.org", "password": PASSWORD}
        answer = await self.http.post("/api/users", json=content)
        assert answer.status_code == 201, answer.text
        return Person(self.http, answer.json()["id"], username, await self.token(username))

    async def token(self, name: str, password: str = PASSWORD) -> str:
        answer = await self.http.post("/api/tokens", headers=basic(name, password))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["token"])


def basic(name: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode("ascii")}
