"""Which account is on screen, without any network (app/client.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import settings
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.store.errors import StoreError
from microblog_desktop.system.paths import prepare_profile
from microblog_desktop.ui.timeline.home_page import HomePage
from tests.app.accounts.profile import open_client, save_accounts
from tests.app.late.test_account_sync import Recorder

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


class EverySync(Recorder):
    """Takes down what is asked of the account, and of its parts elsewhere."""

    people_pages = notifications = exports = search = Recorder()


def break_file(folder: Path, name: str) -> None:
    """Nothing can be opened there, nor set aside."""
    prepare_profile(folder).account_db(AccountId(name)).mkdir(parents=True)


def test_a_start_reads_the_account_on_screen_and_no_other(qapp: QApplication, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann", "ben")
    client = open_client(qapp, tmp_path)
    assert list(client.live) == ["ann"]
    assert [entry.name for entry in client.accounts_model.entries] == ["ann", "ben"]
    client.close()


class HomeWidths(QObject):
    """What widths the home page is given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, HomePage) and isinstance(event, QResizeEvent):
            self.seen.append(event.size().width())
        return False


def test_a_narrow_window_lays_its_page_out_once(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann")
    before = open_client(qapp, tmp_path)
    before.window.resize(700, 600)
    before.close()
    widths = HomeWidths()
    qapp.installEventFilter(widths)
    client = open_client(qapp, tmp_path)
    qtbot.waitExposed(client.window)
    QApplication.sendPostedEvents()
    qapp.removeEventFilter(widths)
    assert client.account is not None
    assert not client.account.window.right_column.isVisible()
    assert widths.seen == [client.account.home.width()], "not also beside a column that folds"
    client.close()


def test_without_accounts_there_is_the_card_and_no_way_back(qapp: QApplication, tmp_path: Path) -> None:
    client = open_client(qapp, tmp_path)
    assert client.sign_in is not None
    assert client.window.content is client.sign_in.window
    client.close()


def test_the_card_has_the_key_to_quit(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    client = open_client(qapp, tmp_path)
    asked: list[bool] = []
    client.shared.quit = lambda: asked.append(True)
    client.window.activateWindow()
    qtbot.waitUntil(client.window.isActiveWindow)
    QTest.keyClick(client.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]
    client.close()


def test_a_server_that_is_offered_opens_the_card_in_front_of_the_accounts(qapp: QApplication, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann", "ben")
    client = open_client(qapp, tmp_path, server="http://127.0.0.1:1/")
    assert client.account is None
    assert client.sign_in is not None
    client.sign_in.window.back_wanted.emit()
    assert client.account is not None
    assert client.account.account.username == "ann"
    client.close()


@pytest.mark.expects_log("cannot be opened")
def test_the_next_account_opens_where_one_cannot_be_opened(qapp: QApplication, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann", "ben")
    break_file(tmp_path, "ann")
    client = open_client(qapp, tmp_path)
    assert client.account is not None
    assert client.account.account.username == "ben"
    assert client.account.store.status.latest_notice is not None, "it is said why"
    shown = client.account
    client.show_account(AccountId("ann"))
    assert client.account is shown
    assert client.accounts_model.entries[0].problem
    client.close()


@pytest.mark.expects_log("cannot be opened")
def test_where_no_account_can_be_opened_the_start_fails(qapp: QApplication, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann")
    break_file(tmp_path, "ann")
    with pytest.raises(StoreError):
        open_client(qapp, tmp_path)


def test_working_offline_is_for_all_accounts(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    save_accounts(tmp_path, "ann", "ben")
    client = open_client(qapp, tmp_path)
    client.show_account(AccountId("ben"))
    recorders = [EverySync(), EverySync()]
    for live, recorder in zip(client.accounts, recorders, strict=True):
        live.sync.attach(recorder)  # type: ignore[arg-type]
    settings.work_offline(client.shared.profile)
    qtbot.waitUntil(lambda: all(("go_offline",) in recorder.calls for recorder in recorders))
    settings.work_online(client.shared.profile)
    qtbot.waitUntil(lambda: all(("go_online",) in recorder.calls for recorder in recorders))
    client.close()
