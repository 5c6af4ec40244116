"""What closing the main window does (app/attention/closing.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.app.attention.closing import Closing
from microblog_desktop.app.shared import Shared
from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import OnClose
from microblog_desktop.system.paths import prepare_profile
from microblog_desktop.ui.tray.stay_dialog import StayDialog
from microblog_desktop.viewmodels.attention.choices import on_close


class Setting:
    def __init__(self, app: QApplication, folder: Path) -> None:
        self.has_icon = True
        self.shared = Shared(app, prepare_profile(folder))
        self.window = QWidget()
        self.closing = Closing(self.shared, self.window, lambda: self.has_icon)
        self.window.show()

    @property
    def question(self) -> StayDialog | None:
        found = self.window.findChildren(StayDialog)
        return found[0] if found else None


@pytest.fixture
def it(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Setting]:
    setting = Setting(qapp, tmp_path)
    qtbot.addWidget(setting.window)
    yield setting
    setting.closing.end()
    setting.shared.close()


def test_without_an_icon_closing_closes(it: Setting) -> None:
    settings.choose_on_close(it.shared.profile, OnClose.TRAY)
    it.has_icon = False
    assert it.window.close()
    assert it.question is None


def test_the_first_closing_asks_and_the_answer_is_remembered(it: Setting) -> None:
    assert not it.window.close()
    assert not it.window.close()
    assert it.window.isVisible()
    assert it.question is not None
    it.question.stay.click()
    assert it.window.isHidden()
    it.window.show()
    assert not it.window.close()
    assert it.window.isHidden(), "it is asked once"


def test_who_wants_to_quit_is_not_asked_again(it: Setting) -> None:
    it.window.close()
    assert it.question is not None
    it.question.quit.click()
    assert it.window.isHidden()
    assert on_close(it.shared.profile) is OnClose.QUIT
    it.window.show()
    assert it.window.close()


def test_escape_leaves_the_window_open_and_asks_the_next_time(it: Setting, qtbot: QtBot) -> None:
    it.window.close()
    assert it.question is not None
    it.question.reject()
    assert it.window.isVisible()
    qtbot.waitUntil(lambda: it.question is None)
    it.window.close()
    assert it.question is not None


def test_with_its_icon_gone_the_window_comes_back(it: Setting) -> None:
    settings.choose_on_close(it.shared.profile, OnClose.TRAY)
    it.window.close()
    it.closing.icon_vanished()
    assert it.window.isVisible()


def test_an_icon_that_vanishes_during_the_question_keeps_nothing_hidden(it: Setting) -> None:
    it.window.close()
    assert it.question is not None
    it.has_icon = False
    it.question.stay.click()
    assert it.window.isVisible(), "nothing would bring it back, and nobody asked to end"


def test_signing_out_of_the_desktop_is_not_held_up(it: Setting) -> None:
    it.closing._session_ends(None)
    assert it.window.close()
