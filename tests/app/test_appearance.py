"""What a person chose is applied at the start, and every open window follows a change at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.app.appearance import Appearance
from microblog_desktop.commands import settings
from microblog_desktop.commands.keys import choose_keys
from microblog_desktop.i18n.formats import local_time, short_age
from microblog_desktop.i18n.translate import _, set_language
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.preferences import (
    ANIMATIONS,
    DENSITY,
    KEYS,
    RELATIVE_TIMES,
    SINGLE_LETTERS,
    TEXT_SIZE,
    THEME,
    Preference,
)
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import translations
from microblog_desktop.ui.frame.window_keys import InstalledKeys, WindowKey
from microblog_desktop.ui.keys.pressed import first_key
from microblog_desktop.ui.theme.theme import Density, Movement, ThemeChoice
from microblog_desktop.viewmodels.keys.now import keys_of
from tests.fakes.clock import FakeClock


class _Window(QWidget):
    language_changes = 0

    def changeEvent(self, event: QEvent) -> None:
        self.language_changes += event.type() == QEvent.Type.LanguageChange
        super().changeEvent(event)


@pytest.fixture(autouse=True)
def no_other_windows(qapp: QApplication) -> None:
    """Windows that other tests closed may still wait to be collected; their stores are gone."""
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en", translations())


def test_theme_and_text_size_follow_the_preferences(
    qapp: QApplication, profile: ProfileStore, feed: ChangeFeed
) -> None:
    settings.choose_theme(profile, "dark")
    settings.choose_text_size(profile, 150)
    appearance = Appearance(qapp, profile, feed)
    assert appearance.theme.is_dark
    assert appearance.theme.text_scale == 1.5
    settings.choose_theme(profile, "light")
    settings.choose_text_size(profile, 100)
    assert not appearance.theme.is_dark
    assert appearance.theme.text_scale == 1.0
    appearance.close()
    assert feed.subscribers == 0


def test_open_windows_hear_of_another_language(qapp: QApplication, profile: ProfileStore, feed: ChangeFeed) -> None:
    settings.choose_language(profile, "en")
    appearance = Appearance(qapp, profile, feed)
    window = _Window()
    inner = _Window(window)
    settings.choose_language(profile, "ko")
    assert _("Home") == "홈"
    assert window.language_changes == 1
    assert inner.language_changes == 1
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    appearance.close()
    window.close()


def test_a_day_that_begins_rewords_every_window(qapp: QApplication, profile: ProfileStore, feed: ChangeFeed) -> None:
    clock = FakeClock(datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    appearance = Appearance(qapp, profile, feed, clock)
    window = _Window()
    appearance.look_at_the_calendar()
    assert window.language_changes == 0
    clock.advance(minutes=2)
    appearance.look_at_the_calendar()
    appearance.look_at_the_calendar()
    assert window.language_changes == 1
    appearance.close()
    window.close()


def test_a_computer_that_travels_rewords_every_window(
    qapp: QApplication, profile: ProfileStore, feed: ChangeFeed, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    appearance = Appearance(qapp, profile, feed, clock)
    window = _Window()
    monkeypatch.setenv("TZ", "Asia/Seoul")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert window.language_changes == 1
    assert local_time(clock()).hour == 18
    appearance.close()
    window.close()


@pytest.mark.parametrize(("preference", "kind"), [(THEME, ThemeChoice), (DENSITY, Density), (ANIMATIONS, Movement)])
def test_a_look_is_among_those_there_are(preference: Preference[str], kind: type[Enum]) -> None:
    assert preference.among == tuple(choice.value for choice in kind)


def test_a_nonsense_preference_is_the_system_s_choice(
    qapp: QApplication, profile: ProfileStore, feed: ChangeFeed
) -> None:
    with profile.transaction():
        profile.preferences.set(THEME, "purple")
        profile.preferences.set(TEXT_SIZE, 100_000)
    appearance = Appearance(qapp, profile, feed)
    assert appearance.theme.choice.value == "system"
    assert appearance.theme.text_scale == 1.0
    appearance.close()


def test_density_and_animations_follow_the_preferences(
    qapp: QApplication, profile: ProfileStore, feed: ChangeFeed
) -> None:
    flash_time_ms = qapp.cursorFlashTime()
    settings.choose_density(profile, "compact")
    settings.choose_animations(profile, "off")
    appearance = Appearance(qapp, profile, feed)
    theme = appearance.theme
    assert theme.spaced(14) < 14
    assert not theme.moves
    assert qapp.cursorFlashTime() == 0
    settings.choose_density(profile, "comfortable")
    settings.choose_animations(profile, "system")
    assert theme.spaced(14) == 14
    assert theme.moves
    assert qapp.cursorFlashTime() == flash_time_ms
    appearance.close()


def test_times_instead_of_ages_reword_every_window(qapp: QApplication, profile: ProfileStore, feed: ChangeFeed) -> None:
    then, now = datetime(2026, 11, 22, 14, 2, tzinfo=UTC), datetime(2026, 11, 22, 14, 7, tzinfo=UTC)
    appearance = Appearance(qapp, profile, feed)
    window = _Window()
    assert short_age(then, now) == "5m"
    settings.turn(profile, RELATIVE_TIMES)
    assert short_age(then, now) == "2:02\u202fPM"
    assert window.language_changes == 1
    settings.turn(profile, RELATIVE_TIMES)
    assert short_age(then, now) == "5m"
    appearance.close()
    window.close()


def test_other_keys_hold_and_are_told_at_once_and_damaged_ones_are_the_first(
    qtbot: QtBot, qapp: QApplication, profile: ProfileStore, feed: ChangeFeed
) -> None:
    appearance = Appearance(qapp, profile, feed)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    pressed: list[str] = []
    installed = InstalledKeys([WindowKey("new_post", lambda: pressed.append("new"))], window)
    choose_keys(profile, {"new_post": ("Ctrl+Shift+Y",)})
    installed.refresh()
    assert [shortcut.key().toString() for shortcut in installed.shortcuts] == ["Ctrl+Shift+Y"]
    assert first_key("new_post") == "Ctrl+Shift+Y"
    settings.turn(profile, SINGLE_LETTERS)
    assert keys_of("reply") == ()
    with profile.transaction():
        profile.preferences.set(KEYS, "{")
    assert appearance.are_keys_damaged
    assert keys_of("new_post") == ("Ctrl+N",)
    settings.reset(profile, (KEYS, SINGLE_LETTERS))
    assert keys_of("new_post") == ("N", "Ctrl+N")
    appearance.close()
