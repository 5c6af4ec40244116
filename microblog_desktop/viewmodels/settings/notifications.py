"""The system's notifications: how much they tell, of what, and when not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import NotifyDetail, QuietHours
from microblog_desktop.i18n.formats import time_of_day
from microblog_desktop.i18n.translate import _
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import StatusBoard
from microblog_desktop.viewmodels.attention.choices import BUBBLES, KINDS, notify_detail, quiet_hours
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Acting, Choice, Choosing, Setting, Switching

_HOUR = 60
_DAY = 24 * _HOUR


class NotificationsSection(Section):
    key = "notifications"
    own_preferences = (
        preferences.NOTIFY_DETAIL,
        *KINDS,
        preferences.QUIET_HOURS,
        preferences.QUIET_FROM,
        preferences.QUIET_TO,
    )

    def __init__(
        self, profile: ProfileStore, status: StatusBoard, feed: ChangeFeed, show_test: Callable[[], None]
    ) -> None:
        """`show_test` shows a notification of the system to look at."""
        super().__init__()
        self._profile = profile
        self._status = status
        self._show_test = show_test
        self._unsubscribe = feed.subscribe(self._on_change)

    def title(self) -> str:
        return _("Notifications")

    def settings(self) -> tuple[Setting, ...]:
        if notify_detail(self._profile) is NotifyDetail.NOTHING:
            return (self._detail(),)
        return (self._detail(), *self._kinds(), *self._quiet(), self._test())

    def close(self) -> None:
        self._unsubscribe()

    def _detail(self) -> Choosing:
        chosen = notify_detail(self._profile)
        words = {
            NotifyDetail.TEXT: _("Who, and what they write"),
            NotifyDetail.NAME: _("Only who"),
            NotifyDetail.NOTHING: _("None"),
        }
        return Choosing(
            "notify_detail",
            _("Desktop notifications"),
            tuple(Choice(detail.value, said, detail is chosen) for detail, said in words.items()),
            lambda value: settings.choose_notify_detail(self._profile, NotifyDetail(value)),
            about=_("How much they tell to whoever sees the screen"),
        )

    def _kinds(self) -> tuple[Switching, ...]:
        words = {
            preferences.NOTIFY_MESSAGES: _("Messages"),
            preferences.NOTIFY_REPLIES: _("Replies and mentions"),
            preferences.NOTIFY_LIKES: _("Likes"),
            preferences.NOTIFY_REPOSTS: _("Reposts"),
            preferences.NOTIFY_FOLLOWERS: _("New followers"),
        }
        return tuple(
            Switching(
                kind.name,
                words[kind],
                self._profile.preferences.get(kind),
                partial(settings.turn, self._profile, kind),
            )
            for kind in KINDS
        )

    def _quiet(self) -> tuple[Setting, ...]:
        chosen = quiet_hours(self._profile)
        about = _("No notifications at these hours of each day")
        if chosen is None:
            return (Switching("quiet_hours", _("Quiet hours"), False, self._keep_quiet, about),)
        return (
            Switching("quiet_hours", _("Quiet hours"), True, lambda: settings.drop_quiet_hours(self._profile), about),
            Choosing("quiet_from", _("Quiet from"), _hours(chosen.start), lambda at: self._move(int(at), chosen.end)),
            Choosing("quiet_to", _("Quiet until"), _hours(chosen.end), lambda at: self._move(chosen.start, int(at))),
        )

    def _keep_quiet(self) -> None:
        get = self._profile.preferences.get
        self._move(get(preferences.QUIET_FROM), get(preferences.QUIET_TO))

    def _move(self, start: int, end: int) -> None:
        settings.keep_quiet_hours(self._profile, QuietHours(start, end))

    def _test(self) -> Acting:
        problem = self._status.activity(BUBBLES).problem
        about = sentence(problem) if problem is not None else _("To see whether this computer shows them, and how")
        return Acting("test", _("Try it"), _("Show a test notification"), self._show_test, about)

    def _on_change(self, changes: ChangeSet) -> None:
        if BUBBLES in changes.status:
            self.changed.emit()


def _hours(chosen: int) -> tuple[Choice, ...]:
    """Each hour of the day, and the minute that is chosen if it is another one."""
    minutes = sorted({*range(0, _DAY, _HOUR), chosen})
    return tuple(Choice(str(minute), time_of_day(minute), minute == chosen) for minute in minutes)
