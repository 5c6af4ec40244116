from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.signin_board import SignInBoard
from microblog_desktop.system.vaults.vault import VaultError
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.signin.labelled_field import LabelledField, PasswordField
from microblog_desktop.ui.signin.logo import CardTitle
from microblog_desktop.ui.signin.signin_form import SignInForm
from microblog_desktop.ui.signin.signin_window import SignInWindow
from microblog_desktop.ui.signin.vault_form import VaultForm
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.viewmodels.session.server_line import Line, Tone
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep
from tests.fakes.ports import FakeSignIn
from tests.viewmodels.session.test_server_line import OURS, URL


@dataclass
class Scene:
    window: SignInWindow
    model: SignInModel
    board: SignInBoard
    port: FakeSignIn

    @property
    def form(self) -> SignInForm:
        return self.window.form


class PaintWatcher(QObject):
    """Write down which parts of a widget Qt has painted again."""

    def __init__(self, painted: list[QRect]) -> None:
        super().__init__()
        self._painted = painted

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._painted.append(event.rect())
        return False


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    feed = ChangeFeed(lambda tell: tell())
    board, port = SignInBoard(feed), FakeSignIn()
    model = SignInModel(board, feed, port)
    window = SignInWindow(theme, model)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield Scene(window, model, board, port)
    model.close()


def press_enter(qtbot: QtBot, labelled: LabelledField) -> None:
    labelled.field.setFocus()
    QTest.keyClick(labelled.field, Qt.Key.Key_Return)


def fill(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.form.server.field, URL)
    scene.model.probe_now()
    scene.board.probe_found(URL, OURS)
    QTest.keyClicks(scene.form.username.field, "susan")
    QTest.keyClicks(scene.form.password.field, "cat")


def test_enter_goes_from_field_to_field_and_signs_in_at_the_last(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    press_enter(qtbot, scene.form.server)
    assert scene.form.username.field.hasFocus()
    press_enter(qtbot, scene.form.username)
    assert scene.form.password.field.hasFocus()
    press_enter(qtbot, scene.form.password)
    assert scene.port.asked[-1] == ("sign_in", URL, "susan", Secret("cat"), None)


def test_tab_visits_everything_from_top_to_bottom(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    scene.form.server.field.setFocus()
    visited: list[str] = []
    for _stop in range(9):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit | QAbstractButton)
        visited.append(focused.accessibleName() or focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert visited == [
        "Server",
        "Username",
        "Password",
        "Show password",
        "Forgot password?",
        "Create account",
        "Sign in",
        "Try it on this computer",
        "Server",
    ]


def test_the_server_says_who_it_is_under_its_field(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    assert scene.form.server.said() == "Microblog server 1.0 · 4 languages · 214 people"


def test_a_wrong_password_gets_the_focus_and_is_described(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    scene.form.submit()
    scene.board.attempt_failed(Problem(ProblemKind.WRONG_PASSWORD))
    field = scene.form.password.field
    assert field.hasFocus()
    assert field.selectedText() != ""
    assert field.accessibleDescription() == "Wrong username or password."
    QTest.keyClicks(field, "dog")
    assert scene.form.password.said() == ""


def test_creating_an_account_asks_for_an_address_too(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    assert scene.form.email.isHidden()
    scene.model.go_to(SignInStep.REGISTER)
    assert not scene.form.email.isHidden()
    assert scene.form.username.field.text() == "susan"
    QTest.keyClicks(scene.form.email.field, "susan@example.net")
    scene.form.submit()
    assert scene.port.asked[-1] == ("register", URL, "susan", "susan@example.net", Secret("cat"), None)


def test_without_a_keyring_the_card_asks_where_to_keep_the_sign_in(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    scene.form.submit()
    scene.board.attempt_needs_vault_choice(Problem(ProblemKind.NO_KEYRING))
    assert scene.window.vault.isVisible()
    assert scene.form.isHidden()
    scene.window.vault.choose_session()
    scene.window.vault.submit()
    assert scene.port.asked[-1][-1] == VaultChoice(VaultKind.SESSION)
    assert scene.form.isVisible()


@pytest.mark.parametrize(
    ("kind", "words", "offers_retry"),
    [
        (ProblemKind.NO_KEYRING, "This computer has no keyring", True),
        (ProblemKind.KEYRING_LOCKED, "The keyring of this computer is locked.", True),
        (ProblemKind.KEYRING_DENIED, "did not let this program in", True),
        (ProblemKind.KEYRING_FAILED, "The keyring of this computer does not work", True),
        (ProblemKind.KEYRING_PLAIN, "where others can read it", False),
        (ProblemKind.KEYRING_SLOW, "Waiting for the keyring of this computer.", False),
    ],
)
def test_the_card_says_what_is_wrong_with_the_keyring(
    scene: Scene,
    qtbot: QtBot,
    kind: ProblemKind,
    words: str,
    offers_retry: bool,
) -> None:
    fill(scene, qtbot)
    scene.form.submit()
    scene.board.attempt_needs_vault_choice(VaultError(kind).problem)
    assert any(words in label.text() for label in scene.window.vault.findChildren(QLabel) if label.isVisible())
    again = [button for button in scene.window.vault.findChildren(LinkButton) if button.text().startswith("Try the")]
    assert [button.isVisible() for button in again] == [offers_retry]
    if offers_retry:
        again[0].click()
        assert scene.port.asked[-1][-1] == VaultChoice(VaultKind.KEYRING)


def test_a_keyring_that_answers_at_last_is_heard_on_the_card(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    scene.form.submit()
    scene.board.attempt_needs_vault_choice(VaultError(ProblemKind.KEYRING_SLOW).problem)
    scene.window.vault.type_passphrase("half typ", "")
    scene.board.attempt_needs_vault_choice(VaultError(ProblemKind.KEYRING_DENIED).problem)
    assert any("did not let" in label.text() for label in scene.window.vault.findChildren(QLabel))
    assert [field.text() for field in scene.window.vault.findChildren(PasswordField)] == ["half typ", ""]


def test_another_passphrase_than_that_of_the_file_is_said_at_the_field(scene: Scene, qtbot: QtBot) -> None:
    fill(scene, qtbot)
    scene.form.submit()
    scene.board.attempt_needs_vault_choice(VaultError(ProblemKind.WRONG_PASSPHRASE).problem)
    assert scene.window.vault.complaint().startswith("The encrypted file on this computer has another passphrase.")


def test_a_passphrase_is_asked_twice(theme: Theme, qtbot: QtBot) -> None:
    vault = VaultForm(theme)
    qtbot.addWidget(vault)
    chosen: list[VaultChoice] = []
    vault.chosen.connect(chosen.append)
    vault.type_passphrase("long enough", "long enouhg")
    vault.submit()
    assert chosen == []
    assert vault.complaint() == "The two passphrases are not the same."
    vault.type_passphrase("long enough", "long enough")
    vault.submit()
    assert chosen == [VaultChoice(VaultKind.FILE, Secret("long enough"))]


def test_a_password_is_hidden_until_one_wants_to_see_it(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField(theme)
    qtbot.addWidget(field)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.toggle_text()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText, "no input method may change what was typed"
    field.toggle_text()
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_a_complaint_turns_the_field_red_and_praise_does_not(theme: Theme, qtbot: QtBot) -> None:
    labelled = LabelledField(theme, PasswordField(theme))
    qtbot.addWidget(labelled)
    labelled.complain("Wrong.")
    assert theme.colors.danger in labelled.field.styleSheet()
    labelled.say(Line("Found.", Tone.GOOD))
    assert theme.colors.danger not in labelled.field.styleSheet()


def test_the_card_stays_inside_the_smallest_window(scene: Scene) -> None:
    scene.window.resize(420, 560)
    assert scene.form.mapTo(scene.window, scene.form.rect().topLeft()).x() >= 0
    assert scene.form.mapTo(scene.window, scene.form.rect().bottomRight()).x() <= 420


def test_a_title_without_details_takes_no_room_for_them(theme: Theme, qtbot: QtBot) -> None:
    title = CardTitle(theme)
    qtbot.addWidget(title)
    title.say("Title", "with details")
    high = title.sizeHint().height()
    title.say("Title", "")
    assert title.sizeHint().height() <= high


def test_the_words_come_again_when_the_language_changes(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microblog_desktop.ui.signin.signin_form._", str.upper)
    QApplication.sendEvent(scene.form, QEvent(QEvent.Type.LanguageChange))
    assert scene.form.server.field.accessibleName() == "SERVER"


def test_nothing_is_announced_to_nobody(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr("microblog_desktop.ui.signin.announce.QAccessible.updateAccessibility", told.append)
    monkeypatch.setattr("microblog_desktop.ui.signin.announce.QAccessible.isActive", lambda: False)
    announce(scene.form, "Wrong username or password.")
    assert told == []
    monkeypatch.setattr("microblog_desktop.ui.signin.announce.QAccessible.isActive", lambda: True)
    announce(scene.form, "Wrong username or password.")
    assert [event.message() for event in told if isinstance(event, QAccessibleAnnouncementEvent)] == [
        "Wrong username or password."
    ]


@pytest.mark.parametrize(("first", "second", "wrong"), [("short", "short", 0), ("long enough", "long enouhg", 1)])
def test_a_refused_passphrase_is_typed_again_where_it_is_wrong(
    theme: Theme, qtbot: QtBot, first: str, second: str, wrong: int
) -> None:
    vault = VaultForm(theme)
    qtbot.addWidget(vault)
    vault.show()
    qtbot.waitExposed(vault)
    vault.activateWindow()
    vault.type_passphrase(first, second)
    vault.submit()
    fields = vault.findChildren(PasswordField)
    qtbot.waitUntil(fields[wrong].hasFocus)
    assert fields[wrong].selectedText() != ""


def test_enter_on_a_choice_goes_on(theme: Theme, qtbot: QtBot) -> None:
    vault = VaultForm(theme)
    qtbot.addWidget(vault)
    chosen: list[VaultChoice] = []
    vault.chosen.connect(chosen.append)
    vault.show()
    qtbot.waitExposed(vault)
    vault.activateWindow()
    vault.begin(None)
    file, session = vault.findChildren(QRadioButton)
    qtbot.waitUntil(file.hasFocus)
    QTest.keyClick(file, Qt.Key.Key_Return)
    first = vault.findChildren(PasswordField)[0]
    qtbot.waitUntil(first.hasFocus)
    assert chosen == []
    vault.choose_session()
    session.setFocus()
    QTest.keyClick(session, Qt.Key.Key_Return)
    assert [choice.kind for choice in chosen] == [VaultKind.SESSION]


def test_the_shadow_follows_the_card_when_a_sentence_makes_it_taller(scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitExposed(scene.window)
    scroll = scene.window.findChild(QScrollArea)
    assert scroll is not None
    desk = scroll.widget()
    assert desk is not None
    QApplication.processEvents()
    painted: list[QRect] = []
    watcher = PaintWatcher(painted)
    desk.installEventFilter(watcher)
    scene.form.server.complain("one sentence " * 12)
    qtbot.waitUntil(lambda: any(rect.contains(desk.rect()) for rect in painted))


def test_the_field_stays_under_the_pointer_when_a_sentence_comes_below_it(scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitExposed(scene.window)
    QTest.keyClicks(scene.form.server.field, URL)
    where = scene.form.server.field.mapTo(scene.window, scene.form.server.field.rect().topLeft())
    below = scene.form.username.mapTo(scene.window, scene.form.username.rect().topLeft())
    scene.model.probe_now()
    scene.board.probe_failed(URL, Problem(ProblemKind.CERTIFICATE))
    qtbot.waitUntil(lambda: scene.form.username.mapTo(scene.window, scene.form.username.rect().topLeft()) != below)
    assert scene.form.server.field.mapTo(scene.window, scene.form.server.field.rect().topLeft()) == where


def test_the_card_lies_in_the_middle_and_fits_when_it_grows(scene: Scene, qtbot: QtBot) -> None:
    scene.window.resize(700, 560)
    qtbot.waitExposed(scene.window)
    card = scene.form.parentWidget()
    assert card is not None

    def top_and_bottom() -> tuple[int, int]:
        top = card.mapTo(scene.window, card.rect().topLeft()).y()
        return top, scene.window.height() - top - card.height()

    qtbot.waitUntil(lambda: abs(top_and_bottom()[0] - top_and_bottom()[1]) <= 1)
    QTest.keyClicks(scene.form.server.field, URL)
    scene.model.probe_now()
    scene.board.probe_failed(URL, Problem(ProblemKind.CERTIFICATE))
    scroll = scene.window.findChild(QScrollArea)
    assert scroll is not None
    qtbot.waitUntil(lambda: top_and_bottom()[1] >= 0)
    assert scroll.verticalScrollBar().maximum() == 0


def test_signing_in_without_an_address_leads_to_the_address(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.form.username.field, "susan")
    QTest.keyClicks(scene.form.password.field, "cat")
    press_enter(qtbot, scene.form.password)
    assert scene.form.server.said() == "Enter the address of your server."
    assert scene.form.server.field.hasFocus()


def test_the_address_can_be_corrected_while_signing_in_waits_for_it(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClicks(scene.form.server.field, "https://example.ne")
    QTest.keyClicks(scene.form.username.field, "susan")
    QTest.keyClicks(scene.form.password.field, "cat")
    press_enter(qtbot, scene.form.password)
    assert scene.form.password.field.isReadOnly()
    QTest.keyClicks(scene.form.server.field, "t")
    assert scene.model.server_text == "https://example.net"
    assert not scene.form.password.field.isReadOnly()


def test_the_shadow_fades_without_a_visible_edge(scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitExposed(scene.window)
    card = scene.form.parentWidget()
    assert card is not None
    picture = scene.window.grab().toImage()
    corner = card.mapTo(scene.window, card.rect().topLeft())
    y = corner.y() + card.height() // 2
    greys = [picture.pixelColor(x, y).green() for x in range(corner.x() - 60, corner.x())]
    steps = [outer - inner for outer, inner in pairwise(greys)]
    assert greys[0] - greys[-1] >= 15
    assert max(steps) <= 2
    assert max(steps[:50]) == 1
    assert min(steps) == 0


def test_there_is_a_way_back_for_who_has_an_account(scene: Scene, qtbot: QtBot) -> None:
    QTest.keyClick(scene.window, Qt.Key.Key_Escape)
    assert not [
        button for button in scene.window.findChildren(LinkButton) if "Back to" in button.text() and button.isVisible()
    ]
    scene.window.offer_way_back("Susan")
    (back,) = [button for button in scene.window.findChildren(LinkButton) if button.text() == "Back to Susan"]
    assert back.isVisible()
    with qtbot.waitSignal(scene.window.back_wanted):
        back.click()
    with qtbot.waitSignal(scene.window.back_wanted):
        QTest.keyClick(scene.window, Qt.Key.Key_Escape)
