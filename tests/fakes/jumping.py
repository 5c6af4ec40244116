"""Who goes where one jumps: remembers where, and goes nowhere."""

from __future__ import annotations

from microblog_desktop.domain.ids import PersonId, PostId


class FakeJumpPort:
    def __init__(self) -> None:
        self.went: list[tuple[str, ...]] = []

    def open_page(self, page: str) -> None:
        self.went.append(("page", page))

    def open_setting(self, section: str, setting: str) -> None:
        self.went.append(("setting", section, setting))

    def open_person(self, person: PersonId) -> None:
        self.went.append(("person", person))

    def open_name(self, username: str) -> None:
        self.went.append(("name", username))

    def open_post(self, post: PostId) -> None:
        self.went.append(("post", post))

    def open_conversation(self, person: PersonId) -> None:
        self.went.append(("conversation", person))

    def search(self, words: str) -> None:
        self.went.append(("search", words))
