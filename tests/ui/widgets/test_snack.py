"""Words with one way back, that go away by themselves and take no focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.snack import Snack


def test_it_goes_by_itself_unless_somebody_is_at_it(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit()
    QVBoxLayout(page).addWidget(field)
    snack = Snack(theme, page)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    snack.move(200, 200)  # away from the pointer
    snack.say("Reposted", "Undo", 50)
    button = snack.findChild(LinkButton)
    assert button is not None
    assert field.hasFocus()
    assert snack.accessibleName() == "Reposted"
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(snack.gone, wait=120):
        assert snack.has_focus()
    with qtbot.waitSignal(snack.gone):
        field.setFocus()
    assert snack.isHidden()


def test_its_button_is_one_press(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    snack = Snack(theme, page)
    snack.say("Bookmarked", "Undo", 10_000)
    button = snack.findChild(LinkButton)
    assert button is not None
    with qtbot.waitSignal(snack.acted):
        button.click()
    snack.leave()
    snack.leave()
    assert snack.isHidden()
