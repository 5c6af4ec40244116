"""How one writes: what sends, how long one may think again, and what is asked first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from microblog_desktop.commands import settings
from microblog_desktop.domain.keys.actions import BY_NAME
from microblog_desktop.i18n.translate import _, ngettext, pgettext
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.now import keys_of
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Choice, Choosing, Setting, Switching

UNDO_TIMES_S = (0, 5, 10, 30)


class WritingSection(Section):
    key = "writing"
    own_preferences = (preferences.ENTER_SENDS, preferences.UNDO_SEND_S, preferences.CONFIRM_DELETE)

    def __init__(self, profile: ProfileStore, write_keys: Callable[[Sequence[str]], str]) -> None:
        """`write_keys` tells how keys are written on the keyboard."""
        super().__init__()
        self._profile = profile
        self._write_keys = write_keys

    def title(self) -> str:
        return _("Writing")

    def settings(self) -> tuple[Setting, ...]:
        return (self._send_key(), self._undo_time(), self._confirmation())

    def _send_key(self) -> Choosing:
        enter_sends = self._profile.preferences.get(preferences.ENTER_SENDS)
        return Choosing(
            "send_key",
            _("Send a message with"),
            (
                Choice("enter", pgettext("key", "Enter"), enter_sends),
                Choice("ctrl-enter", self._other_keys(), not enter_sends),
            ),
            lambda value: settings.choose_enter_sends(self._profile, value == "enter"),
            about=_("Shift+Enter breaks the line in any case"),
        )

    def _other_keys(self) -> str:
        """Those of now: they can be chosen among the shortcuts."""
        keys = keys_of("send")
        if keys[:1] == BY_NAME["send"].keys[:1]:
            return pgettext("key", "Ctrl+Enter")
        return self._write_keys(keys[:1]) if keys else _("The button only")

    def _undo_time(self) -> Choosing:
        chosen = self._profile.preferences.get(preferences.UNDO_SEND_S)
        times = sorted({*UNDO_TIMES_S, max(0, chosen)})
        return Choosing(
            "undo_send",
            _("Time to undo"),
            tuple(Choice(str(seconds), _undo_words(seconds), seconds == chosen) for seconds in times),
            lambda value: settings.choose_undo_send(self._profile, int(value)),
            about=_("A post, like or deletion waits so long before it leaves this computer"),
        )

    def _confirmation(self) -> Switching:
        return Switching(
            "confirm_delete",
            _("Ask before deleting"),
            self._profile.preferences.get(preferences.CONFIRM_DELETE),
            lambda: settings.turn(self._profile, preferences.CONFIRM_DELETE),
            about=_("Asked in any case where there is no time to undo"),
        )


def _undo_words(seconds: int) -> str:
    if seconds <= 0:
        return pgettext("time to undo", "None")
    return ngettext("{seconds} second", "{seconds} seconds", seconds).format(seconds=seconds)


def asks_before_deleting(profile: ProfileStore) -> bool:
    """Whether a deletion is asked about first: nobody loses something by one press that cannot be taken back."""
    wanted = profile.preferences.get(preferences.CONFIRM_DELETE)
    return wanted or profile.preferences.get(preferences.UNDO_SEND_S) <= 0
