"""The words of a bubble (viewmodels/attention/words.py, badge.py)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.domain.attention import NotifyDetail, Opens, Unread
from microblog_desktop.domain.ids import NotificationKey, PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.rows import StoredNotification
from microblog_desktop.viewmodels.attention.badge import short_count, window_title
from microblog_desktop.viewmodels.attention.happenings import Happenings, NewMessages
from microblog_desktop.viewmodels.attention.words import LONGEST_TEXT, bubble_of, signed
from tests.store.world import JOHN, NOON
from tests.viewmodels.attention.attentive import AMAL, FOLLOW, MINA

TEXT = NotifyDetail.TEXT


def people(count: int) -> list[Person]:
    return [Person(PersonId(str(number)), f"p{number}", f"Person {number}") for number in range(count)]


def follows(count: int) -> tuple[StoredNotification, ...]:
    return tuple(
        StoredNotification(NotificationKey(number), FOLLOW, who, None, NOON - timedelta(days=4 * number), False, None)
        for number, who in enumerate(people(count))
    )


def test_many_people_are_counted() -> None:
    told = Happenings(tuple(NewMessages(one, 2, "x") for one in people(5)))
    bubble = bubble_of("1", told, TEXT)
    assert bubble.title == "10 new messages from Person 0, Person 1, and Person 2 and 2 other people"
    assert bubble.target.opens is Opens.MESSAGES


def test_the_lines_of_a_bubble_are_few() -> None:
    lines = bubble_of("1", Happenings(notifications=follows(9)), TEXT).body.splitlines()
    assert lines == [*(f"Person {number} follows you" for number in range(4)), "and 5 more"]


def test_a_name_cannot_write_lines_of_its_own() -> None:
    liar = Person(PersonId("9"), "liar", "\u202eBank\n\nYour password:")
    bubble = bubble_of("1", Happenings((NewMessages(liar, 1, "now\u2028!"),)), TEXT)
    assert (bubble.title, bubble.body) == ("Bank Your password:", "now !")


def test_a_person_without_a_visible_name_has_their_username() -> None:
    nobody = Person(PersonId("9"), "nobody", "\u200b")
    assert bubble_of("1", Happenings((NewMessages(nobody, 1, ""),)), TEXT).title == "nobody"


def test_other_scripts_are_told_as_they_are() -> None:
    bubble = bubble_of("1", Happenings((NewMessages(AMAL, 1, "صباح الخير"),)), TEXT)
    assert (bubble.title, bubble.body) == ("أمل", "صباح الخير")


@given(st.text(max_size=3000), st.text(max_size=300), st.integers(1, 10**6))
def test_no_bubble_is_long(body: str, name: str, count: int) -> None:
    who = Person(PersonId("9"), "nine", name)
    for told in (
        Happenings((NewMessages(who, count, body),)),
        Happenings((NewMessages(who, count, body), NewMessages(JOHN, 1, body), NewMessages(MINA, 1, body))),
    ):
        bubble = bubble_of("1", told, TEXT)
        assert bubble.title
        assert len(bubble.title) <= LONGEST_TEXT
        assert len(bubble.body) <= LONGEST_TEXT


def test_a_bubble_says_whose_it_is_where_there_are_several() -> None:
    bubble = bubble_of("1", Happenings((NewMessages(AMAL, 1, "x"),)), TEXT)
    assert signed(bubble, "") == bubble
    assert signed(bubble, "@ann · example.net").body == "x\n@ann · example.net"


def test_the_title_of_the_window_counts_what_waits() -> None:
    assert window_title(Unread(2, 1)) == "(3) Microblog"
    assert window_title(Unread()) == "Microblog"
    assert window_title(Unread(2, 1), "@ann · example.net") == "(3) @ann · example.net – Microblog"


def test_a_badge_has_room_for_two_digits() -> None:
    assert [short_count(count) for count in (1, 99, 100)] == ["1", "99", "99+"]
