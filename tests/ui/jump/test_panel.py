"""The panel to jump from: keys, mouse, focus, input method, screen reader (ui/jump/)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.search import Findings, FoundPerson
from microblog_desktop.store.errors import StoreError
from microblog_desktop.ui.jump.field import JumpField
from microblog_desktop.ui.jump.panel import JumpPanel
from microblog_desktop.ui.jump.rows import JumpLine, JumpRows
from microblog_desktop.ui.list.accessible import speak_of_lists
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.fields import LineField, TextBox
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.jump.rows import JumpKind, JumpRow
from tests.store.world import World
from tests.viewmodels.jump.desk import MARIA, MARK, Desk, many


class Place(QWidget):
    """A window with something that had the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.other = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.before)
        column.addWidget(self.other)
        self.resize(900, 700)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    world = World()
    desk = Desk(world)
    yield desk
    desk.close()
    world.store.close()


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    place = Place()
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    place.before.setText("half a thought")
    place.before.setFocus()
    qtbot.waitUntil(place.before.hasFocus)
    place.before.setCursorPosition(4)
    return place


@pytest.fixture
def panel(desk: Desk, place: Place, theme: Theme, pictures: RoundPictures, qtbot: QtBot) -> JumpPanel:
    panel = JumpPanel(theme, pictures, desk.model, place)
    panel.open()
    qtbot.waitUntil(panel.field.hasFocus)
    return panel


def press(panel: JumpPanel, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(panel.field, key, held)


def compose(field: JumpField, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def lines(panel: JumpPanel) -> list[JumpLine]:
    panel.list.placed()
    return sorted((line for line in panel.findChildren(JumpLine) if line.isVisible()), key=lambda line: line.y())


def test_enter_goes_where_the_first_row_leads_and_the_focus_was_given_back(
    panel: JumpPanel, place: Place, desk: Desk
) -> None:
    QTest.keyClicks(panel.field, "mess")
    press(panel, Qt.Key.Key_Return)
    assert desk.port.went == [("page", "messages")]
    assert panel.isHidden()
    assert place.before.hasFocus()


def test_escape_leaves_all_as_it_was(panel: JumpPanel, place: Place, desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.field, "mess")
    with qtbot.waitSignal(panel.destroyed):
        press(panel, Qt.Key.Key_Escape)
    assert place.before.hasFocus()
    assert (place.before.text(), place.before.cursorPosition()) == ("half a thought", 4)
    assert desk.port.went == []


def test_a_press_outside_leaves_too_and_one_inside_does_not(panel: JumpPanel, place: Place) -> None:
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(450, 90))
    assert panel.isVisible()
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert panel.isHidden()
    assert place.before.hasFocus()


def test_keys_move_the_choice_and_the_field_keeps_the_focus(panel: JumpPanel, desk: Desk) -> None:
    chosen = [panel.rows.chosen]
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
    ):
        press(panel, key)
        chosen.append(panel.rows.chosen)
    home, messages, profile = "page:home", "page:messages", "page:profile"
    assert chosen == [home, messages, profile, home, profile, home, messages, home, profile, home]
    assert panel.field.hasFocus()
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Return)
    assert desk.port.went == [("page", "messages")]


def test_a_page_of_many_rows_is_gone_through_and_stays_in_sight(panel: JumpPanel, desk: Desk) -> None:
    desk.world.save_people(*many(20))
    QTest.keyClicks(panel.field, "mass")
    press(panel, Qt.Key.Key_PageDown)
    at = desk.model.index_of(panel.rows.chosen)
    assert at is not None
    assert 3 <= at <= 12
    press(panel, Qt.Key.Key_End)
    assert panel.rows.chosen == "name"
    assert lines(panel)[-1].is_chosen()
    QTest.keyClicks(panel.field, "_")
    assert panel.rows.chosen == desk.model.rows[0].key, "who types on means what fits best"
    assert panel.list.is_at_top()


def test_the_mouse_chooses_where_it_moves_and_goes_where_it_is_pressed(panel: JumpPanel, desk: Desk) -> None:
    _home, messages, profile = lines(panel)
    at, none, held = QPoint(20, 10).toPointF(), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, at, profile.mapToGlobal(at), none, none, held)
    QApplication.sendEvent(profile, move)
    assert panel.rows.chosen == "page:profile"
    QTest.mouseClick(messages, Qt.MouseButton.LeftButton)
    assert desk.port.went == [("page", "messages")]


def test_what_is_being_composed_is_looked_for_and_chooses_nothing(panel: JumpPanel, desk: Desk) -> None:
    compose(panel.field, "김")
    assert panel.rows.chosen.startswith("conversation:")
    press(panel, Qt.Key.Key_Return)
    assert panel.isVisible()
    assert desk.port.went == []
    assert panel.field.text() == "김"
    assert not panel.field.is_composing
    press(panel, Qt.Key.Key_Return)
    assert [kind for kind, *_rest in desk.port.went] == ["conversation"]


def test_who_presses_enter_before_people_are_found_means_whom_they_typed(
    panel: JumpPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Callable[[Findings | StoreError], None]] = []
    monkeypatch.setattr(desk.store.search, "find_people", lambda _query, on_found: told.append(on_found))
    QTest.keyClicks(panel.field, "lopez")
    press(panel, Qt.Key.Key_Return)
    assert panel.isVisible()
    told[-1](Findings(people=(FoundPerson(MARIA.id, (), (), None),)))
    assert desk.port.went == [("person", MARIA.id)]
    assert panel.isHidden()


def test_it_goes_when_one_does_something_else(panel: JumpPanel, place: Place) -> None:
    place.other.setFocus()
    assert panel.isHidden()
    assert place.other.hasFocus()


def test_it_goes_with_what_the_window_shows(panel: JumpPanel, place: Place) -> None:
    place.hide()
    assert panel.isHidden()


def test_it_fits_into_a_window_of_another_size(panel: JumpPanel, place: Place, qtbot: QtBot) -> None:
    place.resize(360, 300)
    qtbot.waitUntil(lambda: panel.size() == place.size())
    card = panel.field.parentWidget()
    assert card is not None
    assert panel.rect().contains(card.geometry())


def test_it_speaks_as_a_list_of_which_one_is_chosen(panel: JumpPanel) -> None:
    speak_of_lists()
    assert panel.accessibleName() == "Jump anywhere"
    assert panel.field.accessibleName() == "Go to a page, a person, a setting…"
    rows = QAccessible.queryAccessibleInterface(panel.list.viewport())
    assert rows.role() is QAccessible.Role.List
    assert rows.text(QAccessible.Text.Name) == "Places"
    said = [QAccessible.queryAccessibleInterface(line) for line in lines(panel)]
    assert [one.role() for one in said] == [QAccessible.Role.ListItem] * 3
    assert said[0].text(QAccessible.Text.Name) == "Home, Page, Ctrl+1"
    assert [bool(one.state().selected) for one in said] == [True, False, False]


def test_each_move_is_told(panel: JumpPanel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    told: list[str] = []
    monkeypatch.setattr(panel.list, "announce", told.append)
    press(panel, Qt.Key.Key_Down)
    assert told == ["Messages, Page, Ctrl+2, 2 of 3"]
    QTest.keyClicks(panel.field, "mark")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].startswith(f"{MARK.name}, Person · @{MARK.username}, 1 of ")


def test_a_long_name_is_cut_and_words_of_ours_are_wrapped(theme: Theme, pictures: RoundPictures) -> None:
    rows = JumpRows(theme, pictures)
    words = JumpRow("a", JumpKind.DEED, "Mark everything as read and go on", "Action", "check", keys=("Ctrl+M",))
    assert rows.height_of(words, 200) > rows.height_of(words, 800)
    assert rows.height_of(words, 240) > rows.height_of(words, 400), "keys stand below where there is no room beside"


@pytest.mark.parametrize("make", [LineField, TextBox])
def test_its_keys_are_not_the_fields_own(make: Callable[[Theme], QWidget], theme: Theme, qtbot: QtBot) -> None:
    field = make(theme)
    qtbot.addWidget(field)
    for key, held, is_taken in (
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, False),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, True),
        (Qt.Key.Key_K, Qt.KeyboardModifier.NoModifier, True),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, "k" if not held.value else "")
        event.ignore()
        QApplication.sendEvent(field, event)
        assert event.isAccepted() is is_taken


def test_nothing_of_it_is_left_when_it_is_gone(
    desk: Desk, place: Place, theme: Theme, pictures: RoundPictures, qtbot: QtBot
) -> None:
    for _time in range(3):
        panel = JumpPanel(theme, pictures, desk.model, place)
        panel.open()
        qtbot.waitUntil(panel.field.hasFocus)
        with qtbot.waitSignal(panel.destroyed):
            press(panel, Qt.Key.Key_Escape)
    assert not place.findChildren(JumpPanel)
    assert not [line for line in place.findChildren(QWidget) if isinstance(line, JumpLine)]
    theme.changed.emit()
    assert place.before.hasFocus()
