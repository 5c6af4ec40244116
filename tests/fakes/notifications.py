"""What happened to Susan, as the server in memory tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from microblog_desktop.domain.clock import Clock

Json = dict[str, Any]
Route = tuple[str, str, Callable[..., httpx.Response]]


@dataclass
class FakeNotifications:
    """`items` are the server's, oldest first."""

    clock: Clock
    page: Callable[[list[Json], httpx.QueryParams], httpx.Response]
    items: list[Json] = field(default_factory=list)

    def routes(self) -> list[Route]:
        return [
            ("GET", r"/api/notifications", lambda me, body, query: self.page(self.items, query)),
            ("PUT", r"/api/notifications/read", self._read),
        ]

    @property
    def unread(self) -> int:
        return sum(item["read_at"] is None and item["kind"] != "message" for item in self.items)

    def add(self, kind: str, actor: Json, post: Json | None = None) -> int:
        id = len(self.items) + 1
        order = f"{id:08}"
        self.items.append(
            {
                "id": id,
                "kind": kind,
                "actor": actor,
                "post": post,
                "created_at": self.clock().isoformat(),
                "order": order,
                "cursor": order,
                "read_at": None,
            }
        )
        return id

    def read(self, up_to: int) -> None:
        """Somebody read it, here or on another device."""
        for item in self.items:
            if item["id"] <= up_to and item["read_at"] is None:
                item["read_at"] = self.clock().isoformat()

    def _read(self, me: int, body: Json, query: httpx.QueryParams) -> httpx.Response:
        if not any(item["id"] == body["up_to"] for item in self.items):
            return httpx.Response(404, json={"error": "Not Found", "message": "There is no such notification."})
        self.read(body["up_to"])
        return httpx.Response(204)
