"""A small server with the public API of LibreTranslate, to translate by in tests: it turns words around.

`GET /languages` answers `[{code, name, targets}]`. `POST /translate` takes `{q, source, target, format, api_key?}` and
answers `{translatedText}`, with `{detectedLanguage: {confidence, language}}` where the source is `auto`; its errors are
`{error}` with 400 (a member is missing, a language is unknown), 403 (wrong key), 429 (too many requests), 500.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

_LANGUAGES = {"en": ["en", "es", "ko"], "es": ["en", "es"], "ko": ["en", "ko"], "zh-Hans": ["en"]}


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    content: dict[str, str]


@dataclass
class Service:
    """What the server does, and what it was asked."""

    key: str = ""
    status: int = 200
    answer: bytes | None = None
    delay_s: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    @property
    def translations_asked(self) -> list[Asked]:
        return [one for one in self.asked if one.path == "/translate"]

    def translate(self, content: dict[str, str]) -> tuple[int, object]:
        if self.status != 200:
            return self.status, {"error": "something is wrong"}
        missing = [name for name in ("q", "source", "target") if not content.get(name)]
        if missing:
            return 400, {"error": f"Invalid request: missing {missing[0]} parameter"}
        if content.get("api_key", "") != self.key:
            return 403, {"error": "Invalid API key"}
        if content["target"] not in _LANGUAGES.get(content["source"], ["en", "es", "ko"]):
            return 400, {"error": f"{content['target']} is not supported"}
        answer: dict[str, object] = {"translatedText": f"{content['target']}: {content['q'][::-1]}"}
        if content["source"] == "auto":
            answer["detectedLanguage"] = {"confidence": 90, "language": "es"}
        return 200, answer


class _Handler(BaseHTTPRequestHandler):
    service: ClassVar[Service]

    def do_GET(self) -> None:
        self.service.asked.append(Asked(self.path, dict(self.headers), {}))
        languages = [{"code": code, "name": code, "targets": targets} for code, targets in _LANGUAGES.items()]
        self._answer(self.service.status, languages)

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.service.asked.append(Asked(self.path, dict(self.headers), content))
        time.sleep(self.service.delay_s)
        self._answer(*self.service.translate(content))

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode() if self.service.answer is None else self.service.answer
        # Who gave up waiting is gone.
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def libretranslate(key: str = "") -> Iterator[Service]:
    service = Service(key)
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
