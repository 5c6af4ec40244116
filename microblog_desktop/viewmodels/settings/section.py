"""A page of settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.store.preferences import AnyPreference
from microblog_desktop.viewmodels.settings.setting import Setting


class Section(QObject):
    """`key` names it for good; `changed` tells that `settings` would answer otherwise now.

    `own_preferences` are those that "Reset to defaults" at its end puts back.
    """

    changed = Signal()
    key = ""
    own_preferences: tuple[AnyPreference, ...] = ()

    def title(self) -> str:
        """In the language of now."""
        raise NotImplementedError

    def settings(self) -> tuple[Setting, ...]:
        """From the top down, in the language and with the values of now."""
        raise NotImplementedError

    def close(self) -> None:
        """Listen no more."""
