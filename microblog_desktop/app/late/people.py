"""What the pages of people ask of sync."""

from __future__ import annotations

from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import PeopleKey, ProfileChange
from microblog_desktop.domain.secret import Secret
from microblog_desktop.viewmodels.ports import PeopleSyncPort


class LatePeople(Wishes[PeopleSyncPort]):
    """`PeopleSyncPort`, whether or not sync is there yet."""

    def load_person(self, person: PersonId) -> None:
        self._ask(lambda sync: sync.load_person(person))

    def load_people(self, key: PeopleKey) -> None:
        self._ask(lambda sync: sync.load_people(key))

    def load_more_people(self, key: PeopleKey) -> None:
        self._ask(lambda sync: sync.load_more_people(key))

    def load_trends(self) -> None:
        self._ask(lambda sync: sync.load_trends())

    def change_profile(self, change: ProfileChange) -> None:
        self._ask(lambda sync: sync.change_profile(change))

    def change_password(self, current: Secret, new: Secret) -> None:
        self._ask(lambda sync: sync.change_password(current, new))

    def put_avatar(self, image: bytes) -> None:
        self._ask(lambda sync: sync.put_avatar(image))

    def remove_avatar(self) -> None:
        self._ask(lambda sync: sync.remove_avatar())
