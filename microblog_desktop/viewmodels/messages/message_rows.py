"""The rows of a conversation: day lines, bubbles in groups, gaps, and how far each message has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from microblog_desktop.domain.ids import MessageKey
from microblog_desktop.domain.rules.marked_text import MarkedText, mark
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import clock_time, day_label, full_time, local_time
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.rows import GapState, StoredMessage
from microblog_desktop.viewmodels.outbox_words import DeliveryWords, delivery_words
from microblog_desktop.viewmodels.problem_words import sentence

GROUP_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class DayRow:
    """The line that begins a day; it belongs to the first message of the day."""

    key: tuple[str, MessageKey]
    text: str

    @property
    def spoken(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class BubbleRow:
    """One message. A group is a run of messages by one person within a few minutes."""

    key: MessageKey
    text: MarkedText
    body: str
    is_mine: bool
    is_first_of_group: bool
    is_last_of_group: bool
    at: datetime
    who: str
    delivery: DeliveryWords | None
    read_text: str
    can_delete: bool = False
    is_marked: bool = False  # somebody searched for it and is at it now

    @property
    def time_full(self) -> str:
        """When it was written; in words only when asked, since that is slow for a thousand rows."""
        return full_time(self.at)

    @property
    def spoken(self) -> str:
        said = _("{name}, {time}: {text}").format(name=self.who, time=clock_time(self.at), text=self.body)
        words = self.delivery
        if words is None:
            return said
        state = f"{words.text}. {words.reason}" if words.reason else words.text
        return _("{message} – {state}").format(message=said, state=state)


@dataclass(frozen=True, slots=True)
class MessageGapRow:
    """Messages that are on the server and not here."""

    key: MessageKey
    text: str
    is_filling: bool

    @property
    def spoken(self) -> str:
        return self.text


ConversationItem = DayRow | BubbleRow | MessageGapRow


def conversation_items(
    oldest_first: Sequence[StoredMessage], *, other_name: str, now: datetime, is_online: bool
) -> list[ConversationItem]:
    """Turn messages into rows, oldest first."""
    items: list[ConversationItem] = []
    last_read = _last_read(oldest_first)
    days = [local_time(message.created_at).date() for message in oldest_first]
    # Whether each message follows the one before it on the same day, and in its group; one more for the end.
    same_day = [False, *(day == earlier for earlier, day in pairwise(days)), False]
    joined = [False, *(_are_near(*pair) for pair in pairwise(oldest_first)), False]
    for at, message in enumerate(oldest_first):
        if message.gap:
            items.append(_gap_row(message, message.gap))
            continue
        if not same_day[at] or oldest_first[at - 1].gap:
            items.append(DayRow(("day", message.key), day_label(message.created_at, now)))
        items.append(
            BubbleRow(
                key=message.key,
                text=mark(message.body),
                body=message.body,
                is_mine=message.is_mine,
                is_first_of_group=not (joined[at] and same_day[at]),
                is_last_of_group=not (joined[at + 1] and same_day[at + 1]),
                at=message.created_at,
                who=_("You") if message.is_mine else other_name,
                delivery=delivery_words(message.delivery, now, is_online=is_online),
                read_text=_("Read") if message.key == last_read else "",
                can_delete=message.remote_id is not None,
            )
        )
    return items


def _are_near(first: StoredMessage, second: StoredMessage) -> bool:
    """Whether two neighbours are by the same person within a few minutes."""
    if first.gap or second.gap:
        return False
    return first.is_mine == second.is_mine and abs(second.created_at - first.created_at) <= GROUP_WITHIN


def _last_read(oldest_first: Sequence[StoredMessage]) -> MessageKey | None:
    """Return the newest message of mine that was read: the word stands there alone."""
    read = [message.key for message in oldest_first if not message.gap and message.is_read_by_other]
    return read[-1] if read else None


def _gap_row(message: StoredMessage, gap: GapState) -> MessageGapRow:
    if gap.is_filling:
        return MessageGapRow(message.key, _("Loading…"), is_filling=True)
    if gap.problem:
        return MessageGapRow(message.key, sentence(gap.problem), is_filling=False)
    return MessageGapRow(message.key, _("Load the messages in between"), is_filling=False)
