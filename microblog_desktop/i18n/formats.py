"""Times, dates, numbers and lists as the person's language writes them.

Every time on the screen comes from here: aware datetimes in UTC go in, `now` included, and words in the computer's time
zone come out. Babel is imported inside the functions that need it, because it must not load before the first paint;
the ages of the last week, which are all that a fresh home shows, do without it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from functools import lru_cache
from typing import TYPE_CHECKING

from microblog_desktop.i18n.translate import _, language_of_formats, ngettext, pgettext

if TYPE_CHECKING:
    from babel import Locale


class _Times:
    """What a person chose for all times in lists; one piece of state, as the language is."""

    are_ages = True


_MINUTE_S = 60
_HOUR_S = 60 * _MINUTE_S
_DAY_S = 24 * _HOUR_S
_WEEK_S = 7 * _DAY_S


def write_ages() -> None:
    """Have `short_age` tell how long ago it was."""
    _Times.are_ages = True


def write_clock_times() -> None:
    """Have `short_age` tell when it was."""
    _Times.are_ages = False


def short_age(then: datetime, now: datetime) -> str:
    """Return "now", "2m", "1h" or "3d", and the date after a week; a time in the future (a wrong clock) is "now".

    Where a person wants times instead, return "14:02", "Tue 14:02" or the date.
    """
    if not _Times.are_ages:
        return _moment(then, now)
    age_s = int((now - then).total_seconds())
    if age_s < _MINUTE_S:
        return pgettext("age of a post", "now")
    if age_s < _HOUR_S:
        return pgettext("age of a post", "{minutes}m").format(minutes=age_s // _MINUTE_S)
    if age_s < _DAY_S:
        return pgettext("age of a post", "{hours}h").format(hours=age_s // _HOUR_S)
    if age_s < _WEEK_S:
        return pgettext("age of a post", "{days}d").format(days=age_s // _DAY_S)
    return _short_date(local_time(then), local_time(now))


def age_sentence(then: datetime, now: datetime) -> str:
    """Return the age as it is spoken: "5 minutes ago"."""
    from babel.dates import format_timedelta  # not before the first paint

    age = now - then
    if age < timedelta(minutes=1):
        return _("just now")
    return format_timedelta(-age, granularity="minute", add_direction=True, locale=_locale())


def spoken_age(then: datetime, now: datetime) -> str:
    """Return the age that `short_age` writes, as it is said: "3 hours ago", and the day after a week.

    Like the short one it does without Babel for the last week: every row is spoken as soon as it is bound.
    """
    if not _Times.are_ages:
        return _moment(then, now)
    age_s = int((now - then).total_seconds())
    if age_s < _MINUTE_S:
        return _("just now")
    if age_s < _HOUR_S:
        minutes = age_s // _MINUTE_S
        return ngettext("{minutes} minute ago", "{minutes} minutes ago", minutes).format(minutes=minutes)
    if age_s < _DAY_S:
        hours = age_s // _HOUR_S
        return ngettext("{hours} hour ago", "{hours} hours ago", hours).format(hours=hours)
    if age_s < _WEEK_S:
        days = age_s // _DAY_S
        return ngettext("{days} day ago", "{days} days ago", days).format(days=days)
    return day_in_sentence(local_time(then).date(), local_time(now).date())


def clock_time(then: datetime) -> str:
    """Return the time of day: "9:41 AM", "오전 9:41"."""
    return _clock_words(local_time(then).time())


def read_words_of_times() -> None:
    """Have Babel read what it knows of the language, which takes a while, before somebody waits for a word of it."""
    _clock_words(clock())


def time_of_day(minute: int) -> str:
    """The same for so many minutes after midnight, on any day."""
    return _clock_words(clock(minute // 60, minute % 60))


def _clock_words(at: clock) -> str:
    from babel.dates import format_time  # not before the first paint

    locale = _locale()
    pattern = str(locale.time_formats["short"].pattern)
    if locale.language == "ko":
        pattern = pattern.replace("a", "aaaa")  # CLDR shortens 오전 and 오후 to AM and PM, which nobody writes
    return format_time(at, pattern, locale=locale)


def full_time(then: datetime) -> str:
    """Return day and time in full, for a tool tip; ask for it when it is shown, since it loads Babel."""
    from babel.dates import format_date, get_datetime_format  # not before the first paint

    day = format_date(local_time(then), "full", locale=_locale())
    return str(get_datetime_format("medium", locale=_locale())).format(clock_time(then), day)


def day_label(then: datetime, now: datetime) -> str:
    """Return the heading of a day: "Today", "Yesterday", "Mon, Nov 3", with the year when it is another one."""
    day, today = local_time(then).date(), local_time(now).date()
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return _skeleton("MMMEd" if day.year == today.year else "yMMMEd", day)


def day_in_sentence(day: date, today: date) -> str:
    """Return a day as it is named within a sentence: "March 12", with the year when it is another one."""
    if day.year == today.year:
        return _skeleton("MMMMd", day)
    from babel.dates import format_date  # not before the first paint

    return format_date(day, "long", locale=_locale())


def month_and_year(then: datetime) -> str:
    """Return a month as one says since when: "March 2024", "2024년 3월"."""
    return _skeleton("yMMMM", local_time(then).date())


def rough_length(span: timedelta) -> str:
    """Return how long something lasts: "5 minutes", "3 hours", "2 days"; without Babel, a first home may show it."""
    minutes = max(1, round(span.total_seconds() / _MINUTE_S))
    if minutes < 60:
        return ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)
    hours = round(minutes / 60)
    if hours < 24:
        return ngettext("{hours} hour", "{hours} hours", hours).format(hours=hours)
    days = round(hours / 24)
    return ngettext("{days} day", "{days} days", days).format(days=days)


def list_time(then: datetime, now: datetime) -> str:
    """Return when it was, as short as a list has room for: the time today, the weekday this week, else the date."""
    there, here = local_time(then), local_time(now)
    days = (here.date() - there.date()).days
    if days <= 0:
        return clock_time(then)
    if days < 7:
        return _skeleton("E", there.date())
    return _short_date(there, here)


def number(value: int) -> str:
    """Return the number with the language's separators: "12,345"."""
    if 0 <= value < 1000:
        return str(value)  # badges and counters of the first paint
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale())


def short_number(value: int) -> str:
    """Return the number in as little room as one has beside a button: "9,999", then "10K"."""
    if value < 10_000:
        return number(value)
    from babel.numbers import format_compact_decimal

    return format_compact_decimal(value, locale=_locale())


def list_of(items: Sequence[str]) -> str:
    """Join the items as a sentence does: "Ann, Ben, and Cho"."""
    if len(items) <= 1:
        return "".join(items)
    from babel.lists import format_list  # not before the first paint

    return format_list(list(items), locale=_locale())


def _moment(then: datetime, now: datetime) -> str:
    there, here = local_time(then), local_time(now)
    days = (here.date() - there.date()).days
    if days <= 0:
        return clock_time(then)
    if days >= 7:
        return _short_date(there, here)
    words = pgettext("when a post was written", "{weekday} {time}")
    return words.format(weekday=_skeleton("E", there.date()), time=clock_time(then))


def local_time(moment: datetime) -> datetime:
    """Return the moment in the computer's time zone as it is now: a person may travel while the client runs."""
    _look_at_the_zone()
    return moment.astimezone()


def calendar_here(now: datetime) -> tuple[date, timedelta | None, str]:
    """Return the day and the zone here; when they differ from what they were, every time on screen is worded anew."""
    here = local_time(now)
    return here.date(), here.utcoffset(), "/".join(time.tzname)


if sys.platform == "win32":

    def _look_at_the_zone() -> None:
        import ctypes

        ctypes.CDLL("ucrtbase")._tzset()  # what time.tzset is elsewhere: the C library looks only when asked

else:

    def _look_at_the_zone() -> None:
        time.tzset()  # the C library looks for a changed zone only when asked


def _short_date(then: datetime, now: datetime) -> str:
    return _skeleton("MMMd" if then.year == now.year else "yMMMd", then.date())


def _skeleton(skeleton: str, day: date) -> str:
    return _written(skeleton, day, _locale())


@lru_cache(maxsize=512)
def _written(skeleton: str, day: date, locale: Locale) -> str:
    from babel.dates import format_skeleton  # not before the first paint

    return format_skeleton(skeleton, day, locale=locale)


def _locale() -> Locale:
    """Return the language spoken, with the region of the computer's times where that is of the same language."""
    from babel import Locale, UnknownLocaleError

    language = language_of_formats()
    region_tag = (os.environ.get("LC_ALL") or os.environ.get("LC_TIME") or os.environ.get("LANG") or "").partition(".")[
        0
    ]
    if region_tag.partition("_")[0] == language:
        try:
            return Locale.parse(region_tag)
        except (UnknownLocaleError, ValueError):
            return Locale.parse(language)
    return Locale.parse(language)
