from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import ResetState, SignInBoard
from microblog_desktop.ui.signin.reset_form import ResetForm
from microblog_desktop.ui.signin.signin_window import SignInWindow
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep
from tests.fakes.ports import FakeSignIn
from tests.viewmodels.session.test_server_line import CHAPTER_23, OURS, URL


class Scene:
    def __init__(self, theme: Theme) -> None:
        feed = ChangeFeed(lambda tell: tell())
        self.board, self.port = SignInBoard(feed), FakeSignIn()
        self.model = SignInModel(self.board, feed, self.port, server=URL)
        self.window = SignInWindow(theme, self.model, username="susan")
        self.board.probe_found(URL, OURS)

    @property
    def form(self) -> ResetForm:
        return self.window.reset

    def button(self, text: str) -> QAbstractButton:
        return next(one for one in self.window.findChildren(QAbstractButton) if one.text() == text)


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(theme)
    qtbot.addWidget(scene.window)
    scene.window.show()
    scene.window.activateWindow()
    yield scene
    scene.model.close()


def test_it_is_offered_only_where_the_server_sends_such_mails(scene: Scene) -> None:
    assert scene.button("Forgot password?").isVisible()
    scene.board.probe_found(URL, CHAPTER_23)
    assert not scene.button("Forgot password?").isVisible()


def test_from_the_mail_to_signing_in_with_the_name_kept(scene: Scene) -> None:
    QTest.keyClick(scene.button("Forgot password?"), Qt.Key.Key_Return)
    form = scene.form
    assert form.isVisible()
    QTest.keyClicks(form.email.field, "susan@example.net")
    QTest.keyClick(form.email.field, Qt.Key.Key_Return)
    assert ("ask_password_reset", OURS, "susan@example.net") in scene.port.asked
    scene.board.set_reset(ResetState.MAILED)
    assert form.token.field.hasFocus()
    for field, text in ((form.token, "abc"), (form.password, "new and long"), (form.again, "new and long")):
        QTest.keyClicks(field.field, text)
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert scene.port.asked[-1:] == [("reset_password", OURS, Secret("abc"), Secret("new and long"))]
    scene.board.set_reset(ResetState.DONE)
    assert scene.model.step is SignInStep.SIGN_IN
    assert scene.window.form.isVisible()
    assert scene.window.form.username.field.text() == "susan"
    assert scene.window.form.password.field.text() == ""
    assert scene.window.form.password.field.hasFocus()
    assert "Sign in with it" in scene.model.note
    assert [field.field.text() for field in (form.token, form.password, form.again)] == ["", "", ""]


def test_a_pasted_link_becomes_its_token(scene: Scene) -> None:
    scene.model.go_to(SignInStep.RESET)
    form = scene.form
    form.email.field.insert(f"microblog://password-reset?server={URL}&token=abc")
    form.email.field.textEdited.emit(form.email.field.text())
    assert form.token.isVisible()
    assert form.token.field.text() == "abc"
    assert form.password.field.hasFocus()


def test_a_used_token_is_said_at_its_field(scene: Scene) -> None:
    scene.model.go_to(SignInStep.RESET)
    form = scene.form
    scene.button("I have the mail already").click()
    for field, text in ((form.token, "used"), (form.password, "new and long"), (form.again, "new and long")):
        QTest.keyClicks(field.field, text)
    form.submit()
    scene.board.set_reset(ResetState.FAILED, Problem(ProblemKind.NOT_FOUND))
    assert form.token.field.hasFocus()
    assert "too old" in form.token.field.accessibleDescription()
    assert form.password.field.text() == "new and long"
    scene.button("Send another mail").click()
    assert form.email.isVisible()


def test_the_same_mistake_again_is_said_again(scene: Scene) -> None:
    scene.model.go_to(SignInStep.RESET)
    for _time in range(2):
        scene.button("Send the mail").click()
        assert scene.form.email.said() == "Enter your e-mail address."
        QTest.keyClicks(scene.form.email.field, "x")
        assert scene.form.email.said() == ""
        scene.form.email.field.clear()


def test_escape_goes_back_and_forgets(scene: Scene) -> None:
    scene.model.go_to(SignInStep.RESET)
    form = scene.form
    scene.button("I have the mail already").click()
    QTest.keyClicks(form.password.field, "half a pass")
    QTest.keyClick(form.password.field, Qt.Key.Key_Escape)
    assert scene.window.form.isVisible()
    assert form.password.field.text() == ""


def test_who_signs_in_by_address_need_not_type_it_again(theme: Theme, scene: Scene) -> None:
    scene.window.form.username.field.setText("susan@example.net")
    scene.model.go_to(SignInStep.RESET)
    assert scene.form.email.field.text() == "susan@example.net"


def test_help_stands_beside_the_buttons_or_above_them_where_it_would_be_cut(scene: Scene) -> None:
    forgot, sign_in = scene.button("Forgot password?"), scene.button("Sign in")
    scene.window.resize(1120, 760)
    qt_layout(scene)
    assert abs(on_form(scene, forgot).center().y() - on_form(scene, sign_in).center().y()) <= 2
    scene.window.form.setFixedWidth(260)
    qt_layout(scene)
    assert on_form(scene, forgot).bottom() < on_form(scene, sign_in).top()
    assert forgot.width() >= forgot.sizeHint().width()


def on_form(scene: Scene, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(scene.window.form, QPoint()), widget.size())


def qt_layout(scene: Scene) -> None:
    for widget in (scene.window, scene.window.form):
        layout = widget.layout()
        assert layout is not None
        layout.activate()
