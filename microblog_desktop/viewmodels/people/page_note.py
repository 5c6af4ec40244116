"""What is said of a page that cannot be brought up to date: how old it is, why, and whether one may try again."""

from __future__ import annotations

from datetime import datetime, timedelta

from microblog_desktop.i18n.formats import clock_time, day_in_sentence, local_time
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.status import Activity, NetworkState
from microblog_desktop.viewmodels.note import Note
from microblog_desktop.viewmodels.problem_words import action, sentence


def page_note(activity: Activity, network: NetworkState, read_at: datetime, now: datetime) -> Note | None:
    """What to say of a page that was read at `read_at`; None if nothing keeps it from being brought up to date."""
    age = as_of(read_at, now)
    if not network.is_usable:
        return Note(age, "offline")
    if activity.problem is None:
        return None
    words = f"{age}. {sentence(activity.problem)}"
    return Note(words, "warning", "" if activity.is_busy else action(activity.problem) or _("Try again"))


def gone_note(username: str) -> Note:
    """The server does not know the person any more."""
    words = _("{handle} is no longer on this server. This is what was known of them.")
    return Note(words.format(handle=f"@{username}"), "warning")


def unseen_note() -> Note:
    """Somebody is known from posts only, and their page cannot be had now."""
    words = _("You have not opened this profile before: the rest of it loads as soon as you are online.")
    return Note(words, "offline")


def as_of(then: datetime, now: datetime) -> str:
    """Of when something is, as exactly as one needs to know."""
    day, today, at = local_time(then).date(), local_time(now).date(), clock_time(then)
    if day >= today:
        return _("As of {time}").format(time=at)
    if day == today - timedelta(days=1):
        return _("As of {time}, yesterday").format(time=at)
    return _("As of {time}, {day}").format(time=at, day=day_in_sentence(day, today))
