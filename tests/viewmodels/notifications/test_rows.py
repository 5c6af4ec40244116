"""What a row of notifications says (viewmodels/notifications/rows.py)."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.ids import NotificationKey, PersonId
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.rows import StoredNotification
from microblog_desktop.viewmodels.notifications.rows import key_of, notification_row
from tests.store.world import NOON

LIKE, REPOST, FOLLOW = NotificationKind.LIKE, NotificationKind.REPOST, NotificationKind.FOLLOW


def by(*names: str, kind: NotificationKind = LIKE) -> list[StoredNotification]:
    return [
        StoredNotification(
            NotificationKey(100 - number), kind, Person(PersonId(name), name.lower(), name), None, NOON, True, None
        )
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("names", "kind", "text"),
    [
        (("John",), LIKE, "John liked your post"),
        (("John", "Mina"), LIKE, "John and Mina liked your post"),
        (("John", "Mina", "Kate", "Rosa"), LIKE, "John and 3 others liked your post"),
        (("John", "Mina", "Kate"), REPOST, "John and 2 others reposted your post"),
        (("John",), FOLLOW, "John follows you"),
        (("John", "Mina"), FOLLOW, "John and Mina follow you"),
    ],
)
def test_it_names_who_did_it(names: tuple[str, ...], kind: NotificationKind, text: str) -> None:
    row = notification_row("k", by(*names, kind=kind), NOON, is_unread=False)
    assert row.text == text
    assert text in row.spoken


def test_it_knows_where_each_name_stands() -> None:
    row = notification_row("k", by("you", "o", kind=FOLLOW), NOON, is_unread=False)
    assert row.text == "you and o follow you"
    assert [(row.text[name.start : name.end], name.start, name.target) for name in row.names] == [
        ("you", 0, "you"),
        ("o", 8, "o"),
    ]


def test_who_did_it_twice_is_named_once() -> None:
    row = notification_row("k", by("John", "Mina", "John"), NOON, is_unread=True)
    assert row.text == "John and Mina liked your post"
    assert [doer.name for doer in row.doers] == ["John", "Mina"]
    assert row.spoken.startswith("Unread")


def test_its_key_lasts_while_others_join() -> None:
    group = by("Kate", "John", "Mina")
    assert key_of(group) == key_of(group[1:]) != key_of(group[:2])
