from __future__ import annotations

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import SessionState
from microblog_desktop.ui.signin.keep_dialog import KeepDialog
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.session.keep_sign_in import KeepSignInModel
from tests.fakes.ports import FakeSession
from tests.store.world import World


def test_another_place_is_chosen_over_the_page(theme: Theme, world: World, qtbot: QtBot) -> None:
    world.store.status.set_session(SessionState.SIGNED_IN, Problem(ProblemKind.KEYRING_FAILED, may_retry=True))
    session, listening = FakeSession(), world.store.feed.subscribers
    dialog = KeepDialog(theme, KeepSignInModel(world.store, session))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.form.type_passphrase("long enough", "long enough")
    dialog.form.submit()
    [(verb, choice)] = session.asked
    assert verb == "keep_sign_in"
    assert isinstance(choice, VaultChoice)
    assert choice.kind is VaultKind.FILE
    world.store.status.begin("keep-sign-in")
    assert not dialog.form.isEnabled()
    world.store.status.fail("keep-sign-in", Problem(ProblemKind.WRONG_PASSPHRASE))
    assert dialog.form.isEnabled()
    assert dialog.form.complaint()
    world.store.status.set_session(SessionState.SIGNED_IN)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert world.store.feed.subscribers == listening


def test_leaving_it_changes_nothing(theme: Theme, world: World, qtbot: QtBot) -> None:
    world.store.status.set_session(SessionState.SIGNED_IN, Problem(ProblemKind.KEYRING_LOCKED, may_retry=True))
    session = FakeSession()
    dialog = KeepDialog(theme, KeepSignInModel(world.store, session))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.form.left.emit()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert session.asked == []
