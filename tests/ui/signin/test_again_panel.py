from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import posting
from microblog_desktop.domain.account import SavedData
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.signin.again_panel import PanelEnd, SignInAgainPanel
from microblog_desktop.ui.signin.labelled_field import PasswordField
from microblog_desktop.ui.signin.sign_out_dialog import SignOutDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.sign_in_again import SignInAgainModel
from microblog_desktop.viewmodels.session.sign_out import SignOutModel
from tests.fakes.ports import FakeSession
from tests.store.world import ACCOUNT, World


@dataclass
class Scene:
    page: QWidget
    panel: SignInAgainPanel
    session: FakeSession

    @property
    def field(self) -> QLineEdit:
        field = self.panel.findChild(PasswordField)
        assert isinstance(field, PasswordField)
        return field


@pytest.fixture
def scene(theme: Theme, world: World, qtbot: QtBot) -> Iterator[Scene]:
    world.store.status.set_session(SessionState.EXPIRED)
    page, session = QWidget(), FakeSession()
    qtbot.addWidget(page)
    page.resize(800, 600)
    account = AccountModel(world.store, ACCOUNT)
    model = SignInAgainModel(world.store, account, session)
    panel = SignInAgainPanel(theme, model, page)
    page.show()
    panel.open()
    yield Scene(page, panel, session)
    model.close()
    account.close()


def test_signing_in_again_goes_on_where_one_was(scene: Scene, world: World, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.field, "cat")
    QTest.keyClick(scene.field, Qt.Key.Key_Return)
    assert scene.session.asked == [("sign_in_again", Secret("cat"))]
    with qtbot.waitSignal(scene.panel.ended) as ended:
        world.store.status.set_session(SessionState.SIGNED_IN)
    assert ended.args == [PanelEnd.DONE]
    assert scene.panel.isHidden()
    assert scene.field.text() == ""


def test_a_wrong_password_is_said_in_the_panel(scene: Scene, world: World, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.field, "dog")
    QTest.keyClick(scene.field, Qt.Key.Key_Return)
    world.store.status.fail("session", Problem(ProblemKind.WRONG_PASSWORD))
    assert scene.panel.isVisible()
    assert scene.field.accessibleDescription() == "Wrong username or password."


def test_escape_leaves_it_for_later(scene: Scene, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scene.panel.ended) as ended:
        QTest.keyClick(scene.panel, Qt.Key.Key_Escape)
    assert ended.args == [PanelEnd.LATER]


def test_who_is_typing_goes_on_typing(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClick(scene.panel, Qt.Key.Key_Escape)
    elsewhere = QLineEdit(scene.page)
    elsewhere.show()
    elsewhere.setFocus()
    scene.panel.open()
    assert scene.panel.isVisible()
    assert elsewhere.hasFocus()
    scene.page.setFocus()
    elsewhere.clearFocus()
    QTest.keyClick(scene.panel, Qt.Key.Key_Escape)
    scene.panel.open()
    assert scene.field.hasFocus()


def test_the_panel_stays_in_the_middle_of_its_page(scene: Scene) -> None:
    scene.page.resize(420, 560)
    assert scene.page.rect().contains(scene.panel.geometry())
    assert abs(scene.panel.geometry().center().x() - 210) <= 1


def test_signing_out_keeps_what_is_saved_unless_told_otherwise(theme: Theme, world: World, qtbot: QtBot) -> None:
    session = FakeSession()
    for removes in (False, True):
        dialog = SignOutDialog(theme, SignOutModel(world.store, session), "@susan")
        qtbot.addWidget(dialog)
        dialog.open()
        if removes:
            dialog.choose_removal()
        dialog.accept()
    assert session.asked == [("sign_out", SavedData.KEEP), ("sign_out", SavedData.REMOVE)]


def test_leaving_the_question_signs_nobody_out(theme: Theme, world: World, qtbot: QtBot) -> None:
    posting.publish(world.store, "unsent", now=world.now, undo_s=0, draft="home")
    session = FakeSession()
    dialog = SignOutDialog(theme, SignOutModel(world.store, session), "@susan")
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.asked == []


def test_the_focus_goes_back_to_where_it_was(scene: Scene, theme: Theme, world: World, qtbot: QtBot) -> None:
    QTest.keyClick(scene.field, Qt.Key.Key_Escape)
    before = QWidget(scene.page)
    before.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    before.show()
    before.setFocus()
    scene.panel.open()
    assert scene.page.focusWidget() is scene.field
    QTest.keyClick(scene.field, Qt.Key.Key_Escape)
    assert scene.page.focusWidget() is before
