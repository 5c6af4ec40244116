"""What is asked of people before sync is there (app/late/people.py)."""

from __future__ import annotations

from microblog_desktop.app.late.account_sync import LateAccountSync
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import DIRECTORY, ProfileChange
from microblog_desktop.domain.secret import Secret


class Sync:
    """Takes every call down; what is asked of people goes by a way of its own."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    @property
    def people_pages(self) -> Sync:
        return self

    def __getattr__(self, name: str) -> object:
        return lambda *arguments: self.calls.append((name, *arguments))


def test_wishes_reach_the_sync_of_people_early_and_late() -> None:
    late, sync = LateAccountSync(), Sync()
    expected: list[tuple[object, ...]] = [
        ("load_person", PersonId("7")),
        ("load_people", DIRECTORY),
        ("load_more_people", DIRECTORY),
        ("load_trends",),
        ("change_profile", ProfileChange(name="Susan")),
        ("change_password", Secret("old"), Secret("new")),
        ("put_avatar", b"png"),
        ("remove_avatar",),
    ]
    for wish in expected:
        getattr(late.people_pages, str(wish[0]))(*wish[1:])
    assert sync.calls == []
    late.attach(sync)  # type: ignore[arg-type]  # it answers to every name
    assert sync.calls == expected
    late.people_pages.load_trends()
    assert sync.calls == [*expected, ("load_trends",)]
