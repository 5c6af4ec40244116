from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.commands import settings
from microblog_desktop.i18n.translate import set_language
from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.system.paths import translations
from microblog_desktop.ui.page.confirmation import Confirmation
from microblog_desktop.ui.settings.controls import (
    ActingRow,
    ChoosingRow,
    EnteringRow,
    OwnRow,
    QuietRow,
    SwitchingRow,
)
from microblog_desktop.ui.settings.row_list import SectionLink
from microblog_desktop.ui.settings.rows import SettingRow
from microblog_desktop.ui.settings.settings_page import SettingsPage
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.settings.model import SettingsModel
from tests.ui.settings.pages import EveryKind, Long, own

WIDE, NARROW = (900, 600), (356, 560)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en", translations())


@pytest.fixture
def kinds(profile: ProfileStore) -> EveryKind:
    return EveryKind(profile)


@pytest.fixture
def page(
    theme: Theme, profile: ProfileStore, feed: ChangeFeed, kinds: EveryKind, qtbot: QtBot
) -> Iterator[SettingsPage]:
    model = SettingsModel([kinds, Long()], profile, feed)
    page = SettingsPage(theme, model, own())
    qtbot.addWidget(page)
    page.resize(*WIDE)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    page.close_model()


def row(page: SettingsPage, key: str, kind: type[SettingRow]) -> SettingRow:
    found = page.rows.row(page.section, key)
    assert isinstance(found, kind)
    return found


def choosing(page: SettingsPage) -> ChoosingRow:
    found = row(page, "theme", ChoosingRow)
    assert isinstance(found, ChoosingRow)
    return found


def switching(page: SettingsPage, key: str = "cards") -> SwitchingRow:
    found = row(page, key, SwitchingRow)
    assert isinstance(found, SwitchingRow)
    return found


def entering(page: SettingsPage) -> EnteringRow:
    found = row(page, "name", EnteringRow)
    assert isinstance(found, EnteringRow)
    return found


def acting(page: SettingsPage, key: str) -> ActingRow:
    found = row(page, key, ActingRow)
    assert isinstance(found, ActingRow)
    return found


def settle() -> None:
    for _turn in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


# Each kind of setting.


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_choice_is_made_in_a_menu_and_shown_at_once(page: SettingsPage, profile: ProfileStore) -> None:
    button = choosing(page).button
    assert (button.text(), button.accessibleName(), button.accessibleDescription()) == (
        "System",
        "Theme: System",
        "How it looks",
    )
    QTest.keyClick(button, Qt.Key.Key_Down)
    menu = button.menu
    assert menu is not None
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("System", True),
        ("Light", False),
        ("Dark && deep", False),
    ]
    assert menu.activeAction() is menu.actions()[0]
    menu.actions()[2].trigger()
    assert profile.preferences.get(preferences.THEME) == "dark"
    assert button.accessibleName() == "Theme: Dark & deep"
    menu.close()


def test_a_switch_is_turned_by_pointer_and_keys_and_is_a_check_box_to_a_screen_reader(
    page: SettingsPage, profile: ProfileStore
) -> None:
    switch = switching(page).switch
    spoken = QAccessible.queryAccessibleInterface(switch)
    assert spoken is not None
    assert (spoken.role(), spoken.text(QAccessible.Text.Name)) == (QAccessible.Role.CheckBox, "Cards")
    assert spoken.text(QAccessible.Text.Description) == "Of people"
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert not profile.preferences.get(preferences.HOVER_CARDS)
    assert not switch.isChecked()
    for is_on, key in ((True, Qt.Key.Key_Space), (False, Qt.Key.Key_Return)):
        QTest.keyClick(switch, key)
        assert profile.preferences.get(preferences.HOVER_CARDS) is is_on
        assert switch.isChecked() is is_on
    actions = spoken.actionInterface()
    assert actions is not None
    actions.doAction("Toggle")
    assert profile.preferences.get(preferences.HOVER_CARDS)
    assert switch.isChecked()


def test_what_is_wrong_with_a_text_stands_beside_it(page: SettingsPage, kinds: EveryKind) -> None:
    entered = entering(page)
    entered.field.setFocus()
    entered.field.selectAll()
    QTest.keyClicks(entered.field, "x")
    QTest.keyClick(entered.field, Qt.Key.Key_Return)
    assert entered.complaint == "Too short."
    assert entered.field.accessibleDescription() == "Too short."
    assert kinds.text == "one"
    QTest.keyClicks(entered.field, "y")
    QTest.keyClick(entered.field, Qt.Key.Key_Return)
    assert (entered.complaint, entered.field.accessibleDescription()) == ("", "Two letters at least")
    assert kinds.text == "xy"


def test_what_is_being_typed_is_not_taken_away(page: SettingsPage, profile: ProfileStore) -> None:
    field = entering(page).field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "half a wo")
    settings.choose_theme(profile, "dark")
    assert field.text() == "half a wo"
    assert field.hasFocus()


def test_what_can_be_done_is_done(page: SettingsPage, kinds: EveryKind) -> None:
    tidy = acting(page, "tidy").button
    assert tidy.accessibleName() == "Tidy up: Tidy"
    tidy.click()
    assert kinds.done == ["tidied"]


def test_what_cannot_be_taken_back_is_asked_about(page: SettingsPage, kinds: EveryKind) -> None:
    acting(page, "clear").button.click()
    dialog = page.window().findChild(Confirmation)
    assert isinstance(dialog, Confirmation)
    assert dialog.cancel.hasFocus() or dialog.focusWidget() is dialog.cancel
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert kinds.done == []
    acting(page, "clear").button.click()
    again = next(one for one in page.window().findChildren(Confirmation) if one.isVisible())
    again.go.click()
    assert kinds.done == ["cleared"]


def test_a_part_of_its_own_stands_in_its_row(page: SettingsPage) -> None:
    part = row(page, "list", OwnRow)
    assert [label.text() for label in part.findChildren(TextLabel) if label.isVisible()] == ["a list of its own"]


# The whole page.


def test_the_way_back_to_the_defaults_comes_and_goes_and_passes_the_focus_on(
    page: SettingsPage, profile: ProfileStore
) -> None:
    assert page.rows.row("kinds", "kinds.reset") is None
    settings.choose_theme(profile, "dark")
    back = page.rows.row("kinds", "kinds.reset")
    assert isinstance(back, QuietRow)
    back.button.setFocus()
    QTest.keyClick(back.button, Qt.Key.Key_Space)
    assert profile.preferences.is_default(preferences.THEME)
    assert page.rows.row("kinds", "kinds.reset") is None
    assert page.rows.has_focus_inside()


def test_arrow_keys_go_through_the_sections(page: SettingsPage) -> None:
    first, second = page.list.buttons.values()
    page.list.take_focus()
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert page.section == "long"
    assert second.hasFocus()
    assert second.isChecked()
    assert len(page.rows.rows) == 30


def test_the_tab_key_goes_down_the_rows(page: SettingsPage, kinds: EveryKind) -> None:
    kinds.has_more = False
    kinds.changed.emit()
    kinds.has_more = True
    kinds.changed.emit()
    choosing(page).button.setFocus()
    visited = []
    for _step in range(5):
        focused = page.focusWidget()
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert visited == [
        choosing(page).button,
        switching(page).switch,
        entering(page).field,
        acting(page, "tidy").button,
        acting(page, "clear").button,
    ]


def test_another_language_is_spoken_at_once_and_the_focus_stays(page: SettingsPage) -> None:
    button = choosing(page).button
    button.setFocus()
    set_language("ko", translations())
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert choosing(page).named == "테마"
    assert button.hasFocus()


def test_the_row_one_looks_at_stays_where_it_is_when_text_grows(page: SettingsPage, theme: Theme, qtbot: QtBot) -> None:
    page.open_section("long", "s20")
    held, switch = switching(page, "s20"), switching(page, "s20").switch
    qtbot.waitUntil(switch.hasFocus)
    before = held.mapTo(page, held.rect().topLeft()).y()
    assert 0 < before < page.height()
    theme.set_text_scale(1.5)
    settle()
    assert held.mapTo(page, held.rect().topLeft()).y() == before
    assert switch.hasFocus()


def test_what_is_found_stands_under_its_section_and_works_there(page: SettingsPage, profile: ProfileStore) -> None:
    page.begin("cards")
    assert page.list.field.hasFocus()
    links = [link.accessibleName() for link in page.rows.findChildren(SectionLink) if link.isVisible()]
    assert links == ["General"]
    assert [found.named for found in page.rows.rows if found.isVisible()] == ["Cards"]
    QTest.keyClick(page.list.field, Qt.Key.Key_Down)
    switch = switching(page).switch
    assert switch.hasFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not profile.preferences.get(preferences.HOVER_CARDS)


def test_the_section_of_what_was_found_opens_there(page: SettingsPage, qtbot: QtBot) -> None:
    page.begin("switch 25")
    link = next(link for link in page.rows.findChildren(SectionLink) if link.isVisible())
    link.click()
    assert (page.section, page.list.field.text()) == ("long", "")
    qtbot.waitUntil(lambda: switching(page, "s25").switch.hasFocus())
    place = switching(page, "s25").mapTo(page, switching(page, "s25").rect().center())
    assert page.rect().contains(place)


def test_no_section_is_open_while_one_searches(page: SettingsPage) -> None:
    buttons = page.list.buttons
    assert [key for key, one in buttons.items() if one.isChecked()] == ["kinds"]
    page.begin("switch 25")
    assert not any(one.isChecked() for one in buttons.values())
    page.list.field.clear()
    assert [key for key, one in buttons.items() if one.isChecked()] == ["kinds"]
    page.begin("switch 25")
    buttons["kinds"].click()
    assert (page.section, page.is_searching, buttons["kinds"].isChecked()) == ("kinds", False, True)


def test_nothing_found_is_said_and_back_leads_out(page: SettingsPage) -> None:
    page.begin("zzzz")
    said = [label.text() for label in page.rows.findChildren(TextLabel) if label.isVisible()]
    assert said == ["No setting is called that. Try other words."]
    assert page.go_back()
    assert page.list.field.text() == ""
    assert choosing(page).isVisible()
    assert not page.go_back()


def test_where_there_is_little_room_the_list_is_a_page_of_its_own(page: SettingsPage) -> None:
    page.resize(*NARROW)
    assert page.list.isVisible()
    assert not page.rows.isVisible()
    page.list.buttons["kinds"].click()
    assert page.rows.isVisible()
    assert not page.list.isVisible()
    assert page.header.has_back
    assert choosing(page).button.hasFocus()
    assert page.go_back()
    assert page.list.isVisible()
    assert page.list.buttons["kinds"].hasFocus()
    assert not page.go_back()


def test_a_search_where_there_is_little_room_stands_under_its_field(page: SettingsPage) -> None:
    page.resize(*NARROW)
    page.begin("cards")
    assert page.list.field.isVisible()
    assert switching(page).isVisible()
    assert not page.list.buttons["kinds"].isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_fold_and_never_leave_the_page(page: SettingsPage, theme: Theme, scale: float) -> None:
    theme.set_text_scale(scale)
    page.resize(*NARROW)
    page.open_section("kinds")
    settle()
    for one in page.rows.rows:
        for part in one.findChildren(QWidget):
            if part.isVisible():
                right = part.mapTo(page, part.rect().topRight()).x()
                assert right < page.width(), (one.named, part)


def test_the_focus_is_where_it_was_if_that_can_be_seen(page: SettingsPage) -> None:
    switching(page).switch.setFocus()
    page.take_focus()
    assert switching(page).switch.hasFocus()
