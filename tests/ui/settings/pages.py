"""A page over a section of every kind of setting, to press and look at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from microblog_desktop.commands import settings
from microblog_desktop.i18n.translate import _
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import (
    Acting,
    Choosing,
    Entering,
    Own,
    Setting,
    Switching,
    Telling,
    choices,
)


class EveryKind(Section):
    """One of each; `done` is what was asked of it."""

    key = "kinds"
    own_preferences = (preferences.THEME, preferences.HOVER_CARDS)

    def __init__(self, profile: ProfileStore) -> None:
        super().__init__()
        self._profile = profile
        self.done: list[str] = []
        self.text = "one"
        self.has_more = True

    def title(self) -> str:
        return _("General")

    def settings(self) -> tuple[Setting, ...]:
        get = self._profile.preferences.get
        words = {"system": "System", "light": "Light", "dark": "Dark & deep"}
        return (
            Choosing(
                "theme",
                _("Theme"),
                choices(words, get(preferences.THEME)),
                lambda theme: settings.choose_theme(self._profile, theme),
                about="How it looks",
            ),
            Switching(
                "cards",
                "Cards",
                get(preferences.HOVER_CARDS),
                lambda: settings.turn(self._profile, preferences.HOVER_CARDS),
                about="Of people",
            ),
            Entering("name", "Name", self.text, self._enter, about="Two letters at least"),
            Acting("tidy", "Tidy up", "Tidy", lambda: self.done.append("tidied")),
            *(
                (Acting("clear", "Clear all", "Clear", lambda: self.done.append("cleared"), "It is gone then", True),)
                if self.has_more
                else ()
            ),
            Telling("version", "Version", "1.0"),
            Own("list", "", ""),
        )

    def _enter(self, text: str) -> str:
        if len(text) < 2:
            return "Too short."
        self.text = text
        self.changed.emit()
        return ""


class Long(Section):
    """More than a window has room for."""

    key = "long"

    def title(self) -> str:
        return "Long"

    def settings(self) -> tuple[Setting, ...]:
        return tuple(
            Switching(f"s{number}", f"Switch {number}", False, lambda: None, f"About {number}") for number in range(30)
        )


def own() -> dict[str, Callable[[Theme], QWidget]]:
    return {"list": lambda theme: TextLabel(theme, "a list of its own")}
