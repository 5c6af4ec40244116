"""Language, theme and text size: what a person chose, and every open window following at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from microblog_desktop.i18n.translate import is_right_to_left, set_language
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.preferences import LANGUAGE, TEXT_SIZE, THEME
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import resources, translations
from microblog_desktop.ui.theme.theme import Theme, ThemeChoice


class Appearance:
    """Owns the theme; applies the preferences now and whenever they change."""

    def __init__(self, app: QApplication, profile: ProfileStore, feed: ChangeFeed) -> None:
        self._app = app
        self._profile = profile
        self._speak()
        self.theme = Theme(app, resources() / "icons", self._choice(), self._scale())
        self._unsubscribe = feed.subscribe(self._on_change)

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if THEME.name in changes.preferences:
            self.theme.choose(self._choice())
        if TEXT_SIZE.name in changes.preferences:
            self.theme.set_text_scale(self._scale())
        if LANGUAGE.name in changes.preferences:
            self._speak()
            for window in self._app.topLevelWidgets():
                # Qt passes it on to the children of each window.
                self._app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))

    def _speak(self) -> None:
        set_language(self._profile.preferences.get(LANGUAGE), translations())
        direction = Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight
        self._app.setLayoutDirection(direction)

    def _choice(self) -> ThemeChoice:
        chosen = self._profile.preferences.get(THEME)
        return ThemeChoice(chosen) if chosen in {choice.value for choice in ThemeChoice} else ThemeChoice.SYSTEM

    def _scale(self) -> float:
        return min(max(self._profile.preferences.get(TEXT_SIZE), 50), 300) / 100
