"""The tutorial's own server of chapter 23, as a client sees it: written from recorded calls, not from our code.

One token for each person, whoever signs in; relative links; lists without an
order of their own; no posts, no messages, nobody's e-mail address.
"""

from __future__ import annotations

import base64
import json
import math
import re
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

_SEEN = "2026-11-22T06:11:31.425162+00:00"


class Chapter23:
    """Serves `people` (user name to password) on a free loopback port."""

    def __init__(self, people: dict[str, str]) -> None:
        self.people = people
        self.names = list(people)
        self.tokens: dict[str, str] = {}
        self.requests: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"world": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def person(self, number: int) -> dict[str, Any]:
        own = f"/api/users/{number}"
        return {
            "id": number,
            "username": self.names[number - 1],
            "last_seen": _SEEN,
            "about_me": None,
            "post_count": 0,
            "follower_count": 0,
            "following_count": 0,
            "_links": {
                "self": own,
                "followers": f"{own}/followers",
                "following": f"{own}/following",
                "avatar": "https://www.gravatar.com/avatar/0?d=identicon&s=128",
            },
        }


class _Handler(BaseHTTPRequestHandler):
    world: Chapter23

    def do_GET(self) -> None:
        self.world.requests.append(f"GET {self.path}")
        path = urlsplit(self.path).path
        if not path.startswith("/api/") or path == "/api/":
            self._answer(404, {"error": "Not Found"})
        elif self._reader() is None:
            self._answer(401, {"error": "Unauthorized"})
        elif path == "/api/users":
            self._page(path, list(range(1, len(self.world.names) + 1)))
        elif found := re.fullmatch(r"/api/users/(\d+)(/followers|/following)?", path):
            self._one_or_list(int(found[1]), found[2], path)
        else:
            self._answer(404, {"error": "Not Found"})

    def do_POST(self) -> None:
        self.world.requests.append(f"POST {self.path}")
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != "/api/tokens":
            self._answer(404, {"error": "Not Found"})
            return
        name, _, password = self._basic().partition(":")
        if self.world.people.get(name) != password:
            self._answer(401, {"error": "Unauthorized"}, ("WWW-Authenticate", 'Basic realm="Authentication Required"'))
            return
        self._answer(200, {"token": self.world.tokens.setdefault(name, secrets.token_hex(16))})

    def do_DELETE(self) -> None:
        self.world.requests.append(f"DELETE {self.path}")
        reader = self._reader()
        if self.path == "/api/tokens" and reader is not None:
            del self.world.tokens[reader]
            self._answer(204, None)
        else:
            self._answer(401, {"error": "Unauthorized"})

    def _one_or_list(self, number: int, part: str | None, path: str) -> None:
        if not 1 <= number <= len(self.world.names):
            self._answer(404, {"error": "Not Found"})
        elif part is None:
            self._answer(200, self.world.person(number))
        else:
            self._page(path, [])

    def _page(self, path: str, numbers: list[int]) -> None:
        query = parse_qs(urlsplit(self.path).query)
        page, per_page = int(query.get("page", ["1"])[0]), min(int(query.get("per_page", ["10"])[0]), 100)
        pages = math.ceil(len(numbers) / per_page)
        at = f"{path}?per_page={per_page}&page="
        self._answer(
            200,
            {
                "items": [self.world.person(number) for number in numbers[(page - 1) * per_page : page * per_page]],
                "_meta": {"page": page, "per_page": per_page, "total_pages": pages, "total_items": len(numbers)},
                "_links": {
                    "self": f"{at}{page}",
                    "next": f"{at}{page + 1}" if page < pages else None,
                    "prev": f"{at}{page - 1}" if page > 1 else None,
                },
            },
        )

    def _reader(self) -> str | None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer":
            return None
        return next((name for name, known in self.world.tokens.items() if known == token), None)

    def _basic(self) -> str:
        scheme, _, encoded = self.headers.get("Authorization", "").partition(" ")
        return base64.b64decode(encoded).decode() if scheme == "Basic" else ""

    def _answer(self, status: int, body: object, *headers: tuple[str, str]) -> None:
        sent = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Connection", "close")
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet; `requests` has what a test wants to know."""
