"""What is said of a thread that may not be whole: since when, why, and whether one may try again."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.i18n.formats import age_sentence, clock_time
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.status import Activity, NetworkState
from microblog_desktop.viewmodels.note import Note
from microblog_desktop.viewmodels.problem_words import action, sentence


def thread_note(activity: Activity, network: NetworkState, saved_at: datetime | None, now: datetime) -> Note | None:
    """What to say when the thread was loaded whole at `saved_at`, if it ever was; None if nothing is missing."""
    if not network.is_usable:
        return Note(_offline_text(saved_at, now), "offline")
    if activity.problem is None:
        return None
    words = _("Replies may be missing. {reason}").format(reason=sentence(activity.problem))
    return Note(words, "warning", "" if activity.is_busy else action(activity.problem) or _("Try again"))


def _offline_text(saved_at: datetime | None, now: datetime) -> str:
    if saved_at is None:
        return _("Replies may be missing: they load as soon as you are online.")
    if (now - saved_at).days < 1:
        return _("Replies may be missing: saved at {time}.").format(time=clock_time(saved_at))
    return _("Replies may be missing: saved {age}.").format(age=age_sentence(saved_at, now))
