"""The sync of people as view-models see it: remembers what it was asked for, and does nothing."""

from __future__ import annotations

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import PeopleKey, ProfileChange
from microblog_desktop.domain.secret import Secret


class FakePeopleSync:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def load_person(self, person: PersonId) -> None:
        self.asked.append(("load_person", person))

    def load_people(self, key: PeopleKey) -> None:
        self.asked.append(("load_people", key))

    def load_more_people(self, key: PeopleKey) -> None:
        self.asked.append(("load_more_people", key))

    def load_trends(self) -> None:
        self.asked.append(("load_trends",))

    def change_profile(self, change: ProfileChange) -> None:
        self.asked.append(("change_profile", change))

    def change_password(self, current: Secret, new: Secret) -> None:
        self.asked.append(("change_password", current, new))

    def put_avatar(self, image: bytes) -> None:
        self.asked.append(("put_avatar", image))

    def remove_avatar(self) -> None:
        self.asked.append(("remove_avatar",))
