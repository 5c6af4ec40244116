"""Language, theme, text size and keys: what a person chose, and every open window following at once.

So they do when a day begins or the computer comes to another time zone, since that rewords every time on screen.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.clock import Clock
from microblog_desktop.i18n.formats import calendar_here, write_ages, write_clock_times
from microblog_desktop.i18n.translate import is_right_to_left, set_language
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.preferences import (
    ANIMATIONS,
    DENSITY,
    FOLD_LONG_POSTS,
    KEYS,
    LANGUAGE,
    RELATIVE_TIMES,
    SINGLE_LETTERS,
    TEXT_SIZE,
    THEME,
)
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import resources, translations
from microblog_desktop.ui.theme.theme import Density, Movement, Theme, ThemeChoice
from microblog_desktop.viewmodels.keys.now import use_first_keys, use_keys

LOOK_AT_THE_CALENDAR_MS = 20_000


def _now() -> datetime:
    return datetime.now(UTC)


class Appearance(QObject):
    """Owns the theme; applies the preferences now and whenever they change."""

    def __init__(self, app: QApplication, profile: ProfileStore, feed: ChangeFeed, clock: Clock = _now) -> None:
        super().__init__()
        self._app = app
        self._profile = profile
        self._speak()
        self._choose_times()
        self.are_keys_damaged = False
        self._choose_keys()
        self.theme = Theme(app, resources() / "icons", self._choice(), self._scale(), self._density())
        if self._movement() is not Movement.SYSTEM:
            self.theme.set_movement(self._movement())
        self.theme.set_folding(profile.preferences.get(FOLD_LONG_POSTS))
        self._unsubscribe = feed.subscribe(self._on_change)
        self._clock = clock
        self._calendar = calendar_here(clock())
        self._looking = QTimer(self, interval=LOOK_AT_THE_CALENDAR_MS)
        self._looking.timeout.connect(self.look_at_the_calendar)
        self._looking.start()
        # Who opened the lid of a laptop looks at once.
        app.applicationStateChanged.connect(self.look_at_the_calendar)

    def watch_desktop(self) -> None:
        """Once the first window is there: nothing that moves is in it."""
        if sys.platform != "linux":
            return
        from microblog_desktop.ui.theme.movement_watch import MovementWatch

        watch = MovementWatch(self)
        watch.changed.connect(lambda: self.theme.follow_desktop(watch.moves))

    def close(self) -> None:
        self._unsubscribe()
        self._looking.stop()
        self._app.applicationStateChanged.disconnect(self.look_at_the_calendar)

    def look_at_the_calendar(self) -> None:
        """Reword what is on screen if it is another day or another zone."""
        calendar = calendar_here(self._clock())
        if calendar != self._calendar:
            self._calendar = calendar
            self._reword()

    def _on_change(self, changes: ChangeSet) -> None:
        if THEME.name in changes.preferences:
            self.theme.choose(self._choice())
        if TEXT_SIZE.name in changes.preferences:
            self.theme.set_text_scale(self._scale())
        if DENSITY.name in changes.preferences:
            self.theme.set_density(self._density())
        if ANIMATIONS.name in changes.preferences:
            self.theme.set_movement(self._movement())
        if FOLD_LONG_POSTS.name in changes.preferences:
            self.theme.set_folding(self._profile.preferences.get(FOLD_LONG_POSTS))
            self._reword()
        if RELATIVE_TIMES.name in changes.preferences:
            self._choose_times()
            self._reword()
        if {KEYS.name, SINGLE_LETTERS.name} & changes.preferences:
            self._choose_keys()
            # Words name keys, and windows take theirs anew with the words.
            self._reword()
        if LANGUAGE.name in changes.preferences:
            self._speak()
            self._reword()

    def _reword(self) -> None:
        for window in self._app.topLevelWidgets():
            # Qt passes it on to the children of each window.
            self._app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))

    def _speak(self) -> None:
        set_language(self._profile.preferences.get(LANGUAGE), translations())
        direction = Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight
        self._app.setLayoutDirection(direction)

    def _choice(self) -> ThemeChoice:
        return ThemeChoice(self._profile.preferences.get(THEME))

    def _choose_times(self) -> None:
        if self._profile.preferences.get(RELATIVE_TIMES):
            write_ages()
        else:
            write_clock_times()

    def _choose_keys(self) -> None:
        preferences = self._profile.preferences
        chosen, has_single_letters = preferences.get(KEYS), preferences.get(SINGLE_LETTERS)
        if not chosen and has_single_letters:
            self.are_keys_damaged = False
            use_first_keys()
            return
        # Most people choose no keys, and their first paint does not wait for this.
        from microblog_desktop.domain.keys.kept import in_force, read, without_single_letters

        kept = read(chosen)
        self.are_keys_damaged = kept.is_damaged
        keys = in_force(kept.chosen)
        use_keys(keys if has_single_letters else without_single_letters(keys))

    def _density(self) -> Density:
        return Density(self._profile.preferences.get(DENSITY))

    def _movement(self) -> Movement:
        return Movement(self._profile.preferences.get(ANIMATIONS))

    def _scale(self) -> float:
        return self._profile.preferences.get(TEXT_SIZE) / 100
