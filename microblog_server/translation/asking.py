"""Ask a translation service over HTTP: JSON, within a time and a size, and every failure as a `TranslatorError`."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from functools import cached_property

import httpx

from microblog_server.translation.translator import TranslatorAwayError, TranslatorBrokenError

_MOST_BYTES = 1024 * 1024
_BUSY = (408, 429, 503, 504)


class Service:
    """The address of a translation service."""

    def __init__(self, url: str, timeout_s: float) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s

    async def get(self, path: str, query: Mapping[str, str]) -> object:
        return await self._ask(httpx.Request("GET", f"{self._url}{path}", params=dict(query)))

    async def post_json(self, path: str, content: Mapping[str, str]) -> object:
        return await self._ask(httpx.Request("POST", f"{self._url}{path}", json=dict(content)))

    async def post_form(self, path: str, content: Mapping[str, str]) -> object:
        return await self._ask(httpx.Request("POST", f"{self._url}{path}", data=dict(content)))

    async def _ask(self, request: httpx.Request) -> object:
        request.headers["User-Agent"] = "microblog-server"
        try:
            async with asyncio.timeout(self._timeout_s):
                status, body = await self._exchange(request)
        except (TimeoutError, httpx.TransportError) as error:
            raise TranslatorAwayError(f"{type(error).__name__} when asking the translator") from error
        if status in _BUSY:
            raise TranslatorAwayError(f"the translator answers {status}")
        if status != 200:
            raise TranslatorBrokenError(f"the translator answers {status}")
        try:
            return json.loads(body)
        except ValueError as error:
            raise TranslatorBrokenError("the translator's answer is not JSON") from error

    async def _exchange(self, request: httpx.Request) -> tuple[int, bytes]:
        # trust_env would look for passwords in the home folder and send them along.
        async with httpx.AsyncClient(trust_env=False, timeout=self._timeout_s, verify=self._tls) as http:
            answer = await http.send(request, stream=True)
            body = b""
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    await answer.aclose()
                    raise TranslatorBrokenError("the translator's answer is too large")
            return answer.status_code, body

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()


def member(value: object, name: str) -> object:
    """A member of an answer; raise `TranslatorBrokenError` where it is missing."""
    if isinstance(value, dict) and name in value:
        return value[name]
    raise TranslatorBrokenError(f"the translator's answer has no {name}")


def text_of(value: object, name: str) -> str:
    found = member(value, name)
    if isinstance(found, str):
        return found
    raise TranslatorBrokenError(f"{name} in the translator's answer is no text")


def list_of(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise TranslatorBrokenError("the translator's answer is no list")
