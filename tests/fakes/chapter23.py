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
    """Serves `people` (user name to password) on a free loopback port.

    `follows` are pairs of numbers, who and whom; a path in `broken` answers with that status and a page of HTML.
    """

    def __init__(self, people: dict[str, str]) -> None:
        self.people = dict(people)
        self.names = list(people)
        self.emails = {number: f"{number}@example.net" for number in range(1, len(people) + 1)}
        self.about: dict[int, str | None] = {}
        self.follows: set[tuple[int, int]] = set()
        self.broken: dict[str, int] = {}
        self.bodies: list[Any] = []
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

    def followers(self, number: int) -> list[int]:
        return sorted(who for who, whom in self.follows if whom == number)

    def followed(self, number: int) -> list[int]:
        return sorted(whom for who, whom in self.follows if who == number)

    def rename(self, number: int, name: str) -> None:
        """Whoever is signed in stays so."""
        old = self.names[number - 1]
        self.names[number - 1] = name
        self.people[name] = self.people.pop(old)
        if old in self.tokens:
            self.tokens[name] = self.tokens.pop(old)

    def person(self, number: int) -> dict[str, Any]:
        own = f"/api/users/{number}"
        return {
            "id": number,
            "username": self.names[number - 1],
            "last_seen": _SEEN,
            "about_me": self.about.get(number),
            "post_count": 0,
            "follower_count": len(self.followers(number)),
            "following_count": len(self.followed(number)),
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
        if path in self.world.broken:
            self._say_html(self.world.broken[path])
        elif not path.startswith("/api/") or path == "/api/":
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

    def do_PUT(self) -> None:
        """One's own only; members that are not known are ignored, `null` and other types break it."""
        self.world.requests.append(f"PUT {self.path}")
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path in self.world.broken:
            self._say_html(self.world.broken[self.path])
            return
        reader, found = self._reader(), re.fullmatch(r"/api/users/(\d+)", self.path)
        if found is None:
            self._say_html(405)
        elif reader is None:
            self._answer(401, {"error": "Unauthorized"})
        elif self.headers.get("Content-Type") != "application/json":
            self._answer(415, {"error": "Unsupported Media Type"})
        elif self.world.names.index(reader) + 1 != int(found[1]):
            self._answer(403, {"error": "Forbidden"})
        else:
            self._change(int(found[1]), json.loads(content))

    def _change(self, number: int, change: Any) -> None:
        world = self.world
        world.bodies.append(change)
        wrong_types = not isinstance(change, dict) or any(not isinstance(one, str) for one in change.values())
        if wrong_types:
            self._answer(500, {"error": "Internal Server Error"})
        elif "username" in change and change["username"] in {*world.names} - {world.names[number - 1]}:
            self._answer(400, {"error": "Bad Request", "message": "please use a different username"})
        elif "email" in change and change["email"] in {world.emails[one] for one in world.emails if one != number}:
            self._answer(400, {"error": "Bad Request", "message": "please use a different email address"})
        else:
            world.emails[number] = change.get("email", world.emails[number])
            world.about[number] = change.get("about_me", world.about.get(number))
            if "username" in change:
                world.rename(number, change["username"])
            self._answer(200, world.person(number))

    def _one_or_list(self, number: int, part: str | None, path: str) -> None:
        if not 1 <= number <= len(self.world.names):
            self._answer(404, {"error": "Not Found"})
        elif part is None:
            self._answer(200, self.world.person(number))
        else:
            world = self.world
            self._page(path, world.followers(number) if part == "/followers" else world.followed(number))

    def _page(self, path: str, numbers: list[int]) -> None:
        query = parse_qs(urlsplit(self.path).query)
        page, told = int(query.get("page", ["1"])[0]), min(int(query.get("per_page", ["10"])[0]), 100)
        # It lists twenty where it is asked for none, and the first page before the first; and repeats what was asked.
        per_page, begin = told if told > 0 else 20, max(0, page - 1)
        pages = math.ceil(len(numbers) / per_page)
        at = f"{path}?per_page={told}&page="
        self._answer(
            200,
            {
                "items": [self.world.person(number) for number in numbers[begin * per_page : (begin + 1) * per_page]],
                "_meta": {"page": page, "per_page": told, "total_pages": pages, "total_items": len(numbers)},
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

    def _say_html(self, status: int) -> None:
        sent = b"<!doctype html><title>Error</title><h1>It broke</h1>"
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(sent)

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
