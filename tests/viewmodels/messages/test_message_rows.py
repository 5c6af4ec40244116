from __future__ import annotations

from datetime import timedelta

from microblog_desktop.domain.ids import JobId, MessageId, MessageKey
from microblog_desktop.domain.outbox import Delivery, JobKind, JobState
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import GapState, StoredMessage
from microblog_desktop.viewmodels.messages.message_rows import (
    BubbleRow,
    ConversationItem,
    DayRow,
    MessageGapRow,
    conversation_items,
)
from tests.store.world import JOHN, NOON


def stored(
    key: int,
    minutes: float = 0,
    *,
    mine: bool = False,
    read: bool = False,
    delivery: Delivery | None = None,
    gap: GapState | None = None,
) -> StoredMessage:
    at = NOON + timedelta(minutes=minutes)
    remote = None if delivery else MessageId(str(key))
    return StoredMessage(MessageKey(key), remote, JOHN.id, mine, f"text {key}", at, delivery, read, gap)


def items(*messages: StoredMessage) -> list[ConversationItem]:
    return conversation_items(messages, other_name="John", now=NOON + timedelta(hours=1), is_online=True)


def bubbles(*messages: StoredMessage) -> list[BubbleRow]:
    return [item for item in items(*messages) if isinstance(item, BubbleRow)]


def test_a_day_begins_with_its_name() -> None:
    rows = items(stored(1, -24 * 60), stored(2, 0), stored(3, 1))
    assert [row.text for row in rows if isinstance(row, DayRow)] == ["Yesterday", "Today"]
    assert isinstance(rows[0], DayRow)
    assert isinstance(rows[2], DayRow)


def test_neighbours_by_one_person_within_minutes_are_a_group() -> None:
    rows = bubbles(stored(1, 0), stored(2, 4), stored(3, 10), stored(4, 11, mine=True))
    assert [(row.is_first_of_group, row.is_last_of_group) for row in rows] == [
        (True, False),
        (False, True),
        (True, True),
        (True, True),
    ]


def test_midnight_ends_a_group() -> None:
    rows = bubbles(stored(1, 12 * 60 - 1), stored(2, 12 * 60 + 1))
    assert [row.is_first_of_group for row in rows] == [True, True]


def test_the_newest_message_that_was_read_says_so() -> None:
    rows = bubbles(stored(1, 0, mine=True, read=True), stored(2, 1, mine=True, read=True), stored(3, 2, mine=True))
    assert [row.read_text for row in rows] == ["", "Read", ""]


def test_a_gap_stands_where_messages_are_missing() -> None:
    gap = GapState(MessageKey(2), is_filling=False, problem=None)
    rows = items(stored(1, 0), stored(2, gap=gap), stored(3, 1))
    assert [type(row) for row in rows] == [DayRow, BubbleRow, MessageGapRow, DayRow, BubbleRow]


def test_a_gap_that_could_not_be_filled_says_why() -> None:
    gap = GapState(MessageKey(2), is_filling=False, problem=Problem(ProblemKind.TIMED_OUT))
    row = items(stored(2, gap=gap))[0]
    assert isinstance(row, MessageGapRow)
    assert "too long" in row.text


def test_an_undelivered_message_says_where_it_is_and_so_does_its_voice() -> None:
    delivery = Delivery(JobId(1), JobKind.SEND_MESSAGE, JobState.REFUSED, NOON, Problem(ProblemKind.FORBIDDEN))
    row = bubbles(stored(1, mine=True, delivery=delivery))[0]
    assert row.delivery is not None
    assert row.delivery.text == "Not sent"
    assert "Not sent" in row.spoken
    assert row.spoken.startswith("You, ")


def test_addresses_are_found() -> None:
    message = StoredMessage(MessageKey(1), None, JOHN.id, False, "see https://example.net/x", NOON, None, False, None)
    assert [span.target for span in bubbles(message)[0].text.spans] == ["https://example.net/x"]
