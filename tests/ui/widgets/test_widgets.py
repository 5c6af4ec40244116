"""The small widgets: what they show, what the keyboard and a screen reader get of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.system.computer import compositing
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.page.state_view import StateView
from microblog_desktop.ui.theme.theme import Movement, Theme, ThemeChoice
from microblog_desktop.ui.widgets.badge import Badge
from microblog_desktop.ui.widgets.banner import Banner, BannerKind
from microblog_desktop.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.card import Card, Line
from microblog_desktop.ui.widgets.fields import LineField, TextBox
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.ui.widgets.painting import mix
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.lists.instead import ON_ITS_WAY, Instead


def test_a_button_acts_by_enter_and_space_and_shows_its_ring_to_the_keyboard_only(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    first, second = PrimaryButton(theme, "One"), SecondaryButton(theme, "Two")
    row.addWidget(first)
    row.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pressed: list[str] = []
    first.clicked.connect(lambda: pressed.append("one"))
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    without_ring = first.grab().toImage()
    first.clearFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert first.grab().toImage() != without_ring
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(first, key)
    assert pressed == ["one", "one"]


def test_an_icon_button_has_a_spoken_name(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "reply", "Reply")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken is not None
    assert (spoken.role(), spoken.text(QAccessible.Text.Name)) == (QAccessible.Role.Button, "Reply")


def test_a_button_is_as_wide_as_its_words(qtbot: QtBot, theme: Theme) -> None:
    short, long = LinkButton(theme, "Undo"), LinkButton(theme, "Undo what I did")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() > short.sizeHint().width() + 20


def test_a_badge_hides_at_zero_and_stops_counting_at_99(qtbot: QtBot, theme: Theme) -> None:
    badge = Badge(theme)
    qtbot.addWidget(badge)
    badge.set_count(3)
    assert not badge.isHidden()
    narrow = badge.sizeHint().width()
    badge.set_count(1234)
    assert badge.sizeHint().width() < narrow * 2.5
    badge.set_count(0)
    assert badge.isHidden()


def test_a_banner_says_one_thing_and_offers_one_way_out(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    acted: list[int] = []
    banner.acted.connect(lambda: acted.append(1))
    banner.say("You were signed out.", kind=BannerKind.DANGER, icon="warning", action="Sign in")
    assert not banner.isHidden()
    button = banner.findChild(LinkButton)
    assert button is not None
    button.click()
    assert acted == [1]
    banner.say("")
    assert banner.isHidden()


def test_labels_never_read_markup(qtbot: QtBot, theme: Theme) -> None:
    label = TextLabel(theme, "<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    wide = label.sizeHint().width()
    label.setText("x")
    assert label.sizeHint().width() < wide


def test_a_sentence_that_begins_with_a_latin_name_reads_as_its_language_does(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label = TextLabel(theme, parent=page)
    for words, is_turned in (("susan مقفل", True), ("مقفل susan", False), ("susan · example.net", False)):
        label.setText(words)
        assert label.text() == words
        assert (QLabel.text(label) != words) is is_turned
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    label.setText("susan مقفل")
    assert QLabel.text(label) == "susan مقفل"


def test_a_cut_label_tells_the_whole_as_a_tip(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(theme, "A line that\nis long")
    qtbot.addWidget(label)
    label.resize(30, 20)
    label.grab()
    assert label.toolTip() == "A line that is long"
    label.resize(400, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_text_box_grows_with_its_text_up_to_a_bound(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox(theme, most_lines=5)
    qtbot.addWidget(box)
    box.resize(300, 40)
    box.show()
    one = box.sizeHint().height()
    box.setPlainText("a\nb\nc")
    three = box.sizeHint().height()
    assert three > one
    box.setPlainText("a\n" * 50)
    fifty = box.sizeHint().height()
    assert three < fifty < one * 6
    submitted: list[int] = []
    box.submitted.connect(lambda: submitted.append(1))
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert submitted == [1]


def test_an_empty_text_box_has_room_for_all_it_asks(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox(theme)
    box.setPlaceholderText("What is on your mind today, in how many words?")
    qtbot.addWidget(box)
    box.resize(600, 60)
    box.show()
    wide = box.sizeHint().height()
    box.resize(120, 60)
    assert box.sizeHint().height() >= wide + box.fontMetrics().lineSpacing()
    box.resize(600, 60)
    assert box.sizeHint().height() == wide


def test_the_first_line_stays_in_sight_while_a_box_grows_with_its_text(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    box = TextBox(theme, most_lines=8)
    column.addWidget(box)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(300, 500)
    window.show()
    qtbot.waitExposed(window)
    for _line in range(6):
        QTest.keyClicks(box, "word word word word")
        QApplication.processEvents()
        QTest.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert box.firstVisibleBlock().blockNumber() == 0
        assert box.verticalScrollBar().maximum() == 0


def test_a_kept_text_stands_at_the_edge_when_the_box_is_shown(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox(theme)
    qtbot.addWidget(box)
    box.setPlainText("word " * 60)
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.show()
    qtbot.waitExposed(box)
    for width in range(200, 250):
        box.resize(width, 200)
        box.ensureCursorVisible()
        QApplication.processEvents()
        assert box.horizontalScrollBar().value() == 0


def test_a_wrong_field_is_seen(qtbot: QtBot, theme: Theme) -> None:
    field = LineField(theme)
    qtbot.addWidget(field)
    field.resize(200, 40)
    before = field.grab().toImage()
    field.set_wrong(True)
    assert field.grab().toImage() != before


def test_a_spinner_waits_before_it_shows(qtbot: QtBot, theme: Theme) -> None:
    spinner = Spinner(theme)
    qtbot.addWidget(spinner)
    empty = spinner.grab().toImage()
    spinner.start()
    assert spinner.grab().toImage() == empty
    qtbot.waitUntil(lambda: spinner.grab().toImage() != empty, timeout=3000)
    theme.set_movement(Movement.OFF)
    still = spinner.grab().toImage()
    assert still != empty
    qtbot.wait(200)
    assert spinner.grab().toImage() == still
    theme.set_movement(Movement.SYSTEM)
    qtbot.waitUntil(lambda: spinner.grab().toImage() != still)
    spinner.stop()
    assert spinner.grab().toImage() == empty


def test_a_menu_shows_an_ampersand_and_acts(qtbot: QtBot, theme: Theme) -> None:
    anchor = QWidget()
    qtbot.addWidget(anchor)
    menu = Menu(theme, anchor)
    acted: list[str] = []
    entry = menu.add("Q & A", lambda: acted.append("it"))
    assert entry.text() == "Q && A"
    entry.trigger()
    assert acted == ["it"]


@pytest.mark.parametrize("lets_through", [True, False])
def test_a_menu_is_round_only_where_one_can_look_through_its_corners(
    lets_through: bool,
    qtbot: QtBot,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(compositing, "x11_is_composited", lambda: lets_through)
    menu = Menu(theme)
    qtbot.addWidget(menu)
    menu.add("One", lambda: None)
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    assert menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground) is lets_through
    corner = picture.pixelColor(0, 0)
    assert (corner.alpha() == 0) is lets_through
    assert lets_through or corner.name() == theme.colors.line


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_menu_opens_above_what_stands_at_the_bottom(qtbot: QtBot, theme: Theme) -> None:
    anchor = QWidget()
    qtbot.addWidget(anchor)
    anchor.setGeometry(100, 300, 200, 40)
    anchor.show()
    qtbot.waitExposed(anchor)
    menu = Menu(theme, anchor)
    menu.add("One", lambda: None)
    menu.open_above(anchor)
    assert menu.geometry().bottom() <= anchor.mapToGlobal(QPoint(0, 0)).y()
    assert menu.x() == anchor.mapToGlobal(QPoint(0, 0)).x()
    menu.close()


def test_cards_lines_and_mixtures_follow_the_theme(qtbot: QtBot, theme: Theme) -> None:
    card, line = Card(theme), Line.standing(theme)
    qtbot.addWidget(card)
    qtbot.addWidget(line)
    card.resize(60, 60)
    light = card.grab().toImage().pixelColor(30, 30)
    theme.choose(ThemeChoice.DARK)
    assert card.grab().toImage().pixelColor(30, 30) != light
    assert line.width() == 1
    assert mix(QColor("#000000"), QColor("#ffffff"), 0.5).name() == "#808080"


def test_a_state_says_what_to_do_next(qtbot: QtBot, theme: Theme) -> None:
    view = StateView(theme)
    qtbot.addWidget(view)
    view.resize(500, 500)
    view.show()
    view.show_instead(ON_ITS_WAY)
    assert not any(label.isVisible() for label in view.findChildren(TextLabel))
    view.show_instead(Instead("offline", "You are offline", "Posts load as soon as you are online.", "Try again"))
    acted: list[int] = []
    view.acted.connect(lambda: acted.append(1))
    button = view.findChild(SecondaryButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert acted == [1]
    view.show_instead(Instead("home", "Nothing here yet"))
    assert button.isHidden()


def test_the_header_goes_back_only_where_there_is_a_way_back(qtbot: QtBot, theme: Theme) -> None:
    header = PageHeader(theme)
    qtbot.addWidget(header)
    header.set_title("Thread")
    header.show()
    button = header.findChild(IconButton)
    assert button is not None
    assert button.isHidden()
    header.show_back()
    went: list[int] = []
    header.back.connect(lambda: went.append(1))
    button.click()
    assert went == [1]
    header.hide_back()
    assert button.isHidden()
    assert QApplication.focusWidget() is not button
