"""The row between what was read and what came after: "New since you left at 09:41"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import clock_time, day_in_sentence, local_time
from microblog_desktop.i18n.translate import _, current_language
from microblog_desktop.store.rows import ReadingMark


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A line across a timeline. Its words are made when they are asked for: writing times takes loading."""

    key: str
    left_at: datetime
    today: date
    language: str

    @property
    def text(self) -> str:
        return since_words(self.left_at, self.today)

    @property
    def spoken(self) -> str:
        return self.text


def mark_row(mark: ReadingMark, now: datetime) -> MarkRow:
    return MarkRow(f"mark:{mark.order}", mark.left_at, local_time(now).date(), current_language())


def since_words(left_at: datetime, today: date) -> str:
    """Since when, as exactly as one needs to know."""
    day, at = local_time(left_at).date(), clock_time(left_at)
    if day >= today:
        return _("New since you left at {time}").format(time=at)
    if day == today - timedelta(days=1):
        return _("New since you left yesterday at {time}").format(time=at)
    return _("New since you left on {day} at {time}").format(day=day_in_sentence(day, today), time=at)
