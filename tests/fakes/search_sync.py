"""The search on the server as view-models see it: remembers what it was asked for, and does nothing."""

from __future__ import annotations


class FakeSearchSync:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def search(self, typed: str) -> None:
        self.asked.append(typed)

    def search_further(self, typed: str) -> None:
        self.asked.append(f"more {typed}")

    def search_people(self, typed: str) -> None:
        self.asked.append(f"people {typed}")
