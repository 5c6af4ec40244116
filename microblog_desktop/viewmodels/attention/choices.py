"""What a person chooses about bubbles and the tray."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import NotifyDetail, OnClose, QuietHours
from microblog_desktop.i18n.formats import time_of_day
from microblog_desktop.i18n.translate import _
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import StatusBoard
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.session.settings import Choice

E = TypeVar("E", bound=Enum)
BUBBLES = "bubbles"
"""The activity that tells whether the system shows them."""

# Others are chosen in the settings window.
_OFFERED = (QuietHours(22 * 60, 7 * 60), QuietHours(23 * 60, 6 * 60), QuietHours(20 * 60, 8 * 60))


def notify_detail(profile: ProfileStore) -> NotifyDetail:
    return _known(NotifyDetail, profile.preferences.get(preferences.NOTIFY_DETAIL), NotifyDetail.TEXT)


def quiet_hours(profile: ProfileStore) -> QuietHours | None:
    """The hours of each day without bubbles, or None."""
    chosen = profile.preferences
    if not chosen.get(preferences.QUIET_HOURS):
        return None
    return QuietHours(chosen.get(preferences.QUIET_FROM), chosen.get(preferences.QUIET_TO))


def on_close(profile: ProfileStore) -> OnClose:
    return _known(OnClose, profile.preferences.get(preferences.ON_CLOSE), OnClose.ASK)


class AttentionChoices:
    """Reads and writes preferences; who shows them listens to `ChangeSet.preferences`."""

    def __init__(self, profile: ProfileStore, status: StatusBoard, has_tray: Callable[[], bool]) -> None:
        self._profile = profile
        self._status = status
        self._has_tray = has_tray

    @property
    def details(self) -> list[Choice]:
        chosen = notify_detail(self._profile)
        words = {
            NotifyDetail.TEXT: _("Who, and what they write"),
            NotifyDetail.NAME: _("Only who"),
            NotifyDetail.NOTHING: _("None"),
        }
        return [Choice(detail.value, words[detail], chosen is detail) for detail in NotifyDetail]

    @property
    def quiet(self) -> list[Choice]:
        chosen = quiet_hours(self._profile)
        hours = [*_OFFERED] if chosen is None or chosen in _OFFERED else [*_OFFERED, chosen]
        none = Choice("", _("None"), chosen is None)
        return [none, *(Choice(f"{one.start}-{one.end}", _hours_words(one), one == chosen) for one in hours)]

    @property
    def problem(self) -> str:
        """Why there are no bubbles, though they are wanted; empty if there are."""
        problem = self._status.activity(BUBBLES).problem
        return "" if problem is None or notify_detail(self._profile) is NotifyDetail.NOTHING else sentence(problem)

    @property
    def has_tray(self) -> bool:
        """Whether there is a tray that the program could stay in."""
        return self._has_tray()

    @property
    def stays_in_tray(self) -> bool:
        return on_close(self._profile) is OnClose.TRAY

    def choose_detail(self, detail: str) -> None:
        settings.choose_notify_detail(self._profile, NotifyDetail(detail))

    def choose_quiet(self, hours: str) -> None:
        """`hours` is the value of one of `quiet`."""
        if not hours:
            settings.drop_quiet_hours(self._profile)
            return
        start, _dash, end = hours.partition("-")
        settings.keep_quiet_hours(self._profile, QuietHours(int(start), int(end)))

    def turn_tray(self) -> None:
        """Have closing leave the program in the tray, or end it."""
        settings.choose_on_close(self._profile, OnClose.QUIT if self.stays_in_tray else OnClose.TRAY)


def _known(kind: type[E], value: str, otherwise: E) -> E:
    """The value, unless another version wrote one that this one does not know."""
    return next((one for one in kind if one.value == value), otherwise)


def _hours_words(hours: QuietHours) -> str:
    return _("{start} to {end}").format(start=time_of_day(hours.start), end=time_of_day(hours.end))
