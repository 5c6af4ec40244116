"""The window: pages, badges, keys, size classes, what it remembers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.inbox.message import UnreadCounts
from microblog_desktop.domain.keys.kept import in_force
from microblog_desktop.domain.people.lists import SUGGESTED
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.status import NetworkState
from microblog_desktop.ui.frame.account_block import AccountBlock
from microblog_desktop.ui.frame.account_switcher import AccountButton
from microblog_desktop.ui.frame.nav_button import NavButton
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.right_column import RightColumn
from microblog_desktop.ui.frame.server_page import ServerPage
from microblog_desktop.ui.frame.side_bar import Accounts, SideBar
from microblog_desktop.ui.frame.status_strips import StatusStrips
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.search.field import SearchField
from microblog_desktop.ui.signin.logo import Logo
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.ui.widgets.buttons import LinkButton, SecondaryButton
from microblog_desktop.ui.widgets.card import Card
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import PageMemory
from microblog_desktop.viewmodels.keys.now import use_keys
from microblog_desktop.viewmodels.people.suggestions import SuggestionModel
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.session.accounts import AccountsModel
from microblog_desktop.viewmodels.session.status import StatusModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakeNetwork
from tests.store.world import ACCOUNT, World
from tests.viewmodels.session.test_accounts import BRUNO, Port

SERVER = replace(ACCOUNT.server, capabilities=frozenset(Capability))
ROSA = Person(PersonId("60"), "rosa", "Rosa", you_follow=False)


class Framed:
    """A main window with two plain pages, and what they were asked."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures, server: ServerDescription = SERVER) -> None:
        self.world = World()
        with self.world.store.transaction():
            self.world.store.people_lists.save_first_page(SUGGESTED, [ROSA], has_more=False, total=None)
        self.profile = ProfileStore(":memory:", ChangeFeed(lambda tell: tell()))
        self.asked: list[str] = []
        self.port = Port()
        self.accounts = Accounts(AccountsModel(self.profile, self.port), lambda _account: None)
        self.field = QLineEdit()
        self.qtbot, self.theme, self.pictures, self.server = qtbot, theme, pictures, server
        self.window = self.open()

    def open(self) -> MainWindow:
        store = self.world.store
        home = QWidget()
        column = QVBoxLayout(home)
        self.field = QLineEdit()
        column.addWidget(QLabel("home"))
        column.addWidget(self.field)
        pages = [
            PageSlot(
                "home",
                "home",
                lambda: "Home",
                lambda: home,
                refresh=lambda: self.asked.append("refresh"),
                show_newest=lambda: self.asked.append("newest"),
                step=lambda rows: self.asked.append(f"step {rows}"),
                act=self._act,
            ),
            PageSlot(
                "messages",
                "mail",
                lambda: "Messages",
                self._messages,
                unread=lambda: store.unread.messages(),
                has_right_column=False,
            ),
            PageSlot("settings", "gear", lambda: "Settings", QWidget, has_right_column=False, is_place=False),
        ]
        window = MainWindow(
            self.theme,
            self.pictures,
            pages,
            AccountModel(store, ACCOUNT),
            StatusModel(store, FakeNetwork()),
            SuggestionModel(store, FakePeopleSync()),
            self.server,
            PageMemory(self.profile, ACCOUNT.id),
            self.accounts,
        )
        window.begin()
        self.qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        return window

    def _act(self, verb: PostVerb) -> bool:
        self.asked.append(verb.value)
        return True

    def _messages(self) -> QWidget:
        self.asked.append("build messages")
        return QWidget()


@pytest.fixture
def framed(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Framed]:
    framed = Framed(qtbot, theme, pictures)
    yield framed
    framed.window.close()
    framed.world.store.close()
    framed.profile.close()


def nav(window: MainWindow) -> dict[str, NavButton]:
    return {button.text(): button for button in window.findChildren(NavButton)}


def test_the_side_bar_opens_pages_and_the_open_one_goes_to_its_top(framed: Framed) -> None:
    buttons = nav(framed.window)
    assert buttons["Home"].isChecked()
    buttons["Messages"].click()
    assert framed.window.page.key == "messages"
    assert buttons["Messages"].isChecked()
    buttons["Home"].click()
    assert framed.asked == ["build messages"]
    buttons["Home"].click()
    assert framed.asked == ["build messages", "newest"]


def test_a_page_is_built_when_it_is_first_shown_and_once(framed: Framed) -> None:
    assert framed.asked == []
    for key in ("messages", "home", "messages"):
        framed.window.open_page(key)
    assert framed.asked == ["build messages"]


def test_what_a_screen_reader_turns_in_the_side_bar_opens(framed: Framed) -> None:
    buttons = nav(framed.window)
    for _ in range(2):
        interface = QAccessible.queryAccessibleInterface(buttons["Messages"])
        interface.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
        assert framed.window.page.key == "messages"
        assert buttons["Messages"].isChecked()
        framed.window.open_page("home")
        assert not buttons["Messages"].isChecked()
    assert framed.asked == ["build messages"]


def test_back_returns_where_one_came_from(framed: Framed) -> None:
    framed.window.open_page("messages")
    QTest.keyClick(framed.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert framed.window.page.key == "home"
    framed.window.go_back()
    assert framed.window.page.key == "home"


def pushed(framed: Framed) -> PageSlot:
    def act(verb: PostVerb) -> bool:
        framed.asked.append(f"thread {verb.value}")
        return True

    return PageSlot(
        "thread:5",
        "",
        lambda: "Thread",
        QWidget,
        act=act,
        close=lambda: framed.asked.append("close thread"),
        has_right_column=False,
    )


def test_a_page_on_top_has_the_keys_and_the_room_and_ends_on_the_way_back(framed: Framed) -> None:
    window = framed.window
    window.resize(1120, 760)
    window.push_page(pushed(framed))
    assert nav(window)["Home"].isChecked()
    assert not window.right_column.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert framed.asked == ["thread like", "close thread"]
    assert window.page.key == "home"
    assert window.right_column.isVisible()


def test_the_next_start_opens_the_page_below(framed: Framed) -> None:
    framed.window.open_page("messages")
    framed.window.push_page(pushed(framed))
    framed.window.close()
    framed.window.close_pages()
    assert framed.asked[-1] == "close thread"
    assert framed.open().page.key == "messages"


def test_the_settings_are_a_key_away_and_no_place_to_begin_at(framed: Framed) -> None:
    framed.window.open_page("messages")
    QTest.keySequence(framed.window, QKeySequence("Ctrl+,"))
    assert framed.window.page.key == "settings"
    framed.window.close()
    assert framed.open().page.key == "messages"


def test_keys_reach_the_open_page(framed: Framed) -> None:
    window = framed.window
    window.setFocus()
    for key in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_R, Qt.Key.Key_Period, Qt.Key.Key_F5):
        QTest.keyClick(window, key)
    assert framed.asked == ["step 1", "step -1", "reply", "newest", "refresh"]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.page.key == "messages"


def test_each_verb_has_its_key(framed: Framed) -> None:
    framed.window.setFocus()
    QTest.keyClicks(framed.window, "orfbdtpe")
    QTest.keyClick(framed.window, Qt.Key.Key_Delete)
    assert framed.asked == [
        "open", "reply", "like", "repost", "bookmark", "translate", "author", "edit", "delete",
    ]  # fmt: skip


def test_letters_are_letters_while_one_types(framed: Framed) -> None:
    framed.field.setFocus()
    QTest.keyClicks(framed.field, "jkrn.")
    assert framed.field.text() == "jkrn."
    assert framed.asked == []


def test_what_belongs_elsewhere_is_asked_for(framed: Framed) -> None:
    heard: list[object] = []
    window = framed.window
    window.new_post_wanted.connect(lambda: heard.append("new"))
    window.keys_wanted.connect(lambda: heard.append("keys"))
    window.quit_wanted.connect(lambda: heard.append("quit"))
    window.text_scale_wanted.connect(heard.append)
    window.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_N)
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window, Qt.Key.Key_Q, control)
    QTest.keyClick(window, Qt.Key.Key_Equal, control)
    QTest.keyClick(window, Qt.Key.Key_Minus, control)
    QTest.keyClick(window, Qt.Key.Key_0, control)
    assert heard == ["new", "keys", "quit", 1.1, 0.9, 1.0]


def test_other_keys_hold_in_the_window_and_are_told_by_its_buttons(framed: Framed) -> None:
    window = framed.window
    heard: list[str] = []
    window.new_post_wanted.connect(lambda: heard.append("new"))
    use_keys(in_force({"new_post": ("Ctrl+Shift+Y",)}))
    try:
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        window.setFocus()
        QTest.keyClick(window, Qt.Key.Key_N)
        assert heard == []
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(window, Qt.Key.Key_Y, control | shift)
        assert heard == ["new"]
        tips = [button.toolTip() for button in window.side_bar.findChildren(QWidget)]
        assert "Ctrl+Shift+Y" in tips
    finally:
        use_keys(in_force({}))


def test_every_key_says_what_it_does(framed: Framed) -> None:
    assert all(key.words and key.shown_keys for key in framed.window.keys)


def test_columns_fold_as_the_room_gets_less(framed: Framed) -> None:
    window = framed.window
    window.resize(1120, 760)
    assert window.right_column.isVisible()
    wide = window.side_bar.width()
    window.resize(900, 760)
    assert not window.right_column.isVisible()
    assert window.side_bar.width() == wide
    window.resize(420, 560)
    assert window.side_bar.width() < wide / 2
    assert (window.width(), window.height()) == (420, 560)
    window.resize(1120, 760)
    assert window.side_bar.width() == wide


def test_a_page_may_use_the_room_of_the_right_column(framed: Framed) -> None:
    framed.window.resize(1120, 760)
    framed.window.open_page("messages")
    assert not framed.window.right_column.isVisible()


def test_the_page_is_remembered(framed: Framed) -> None:
    framed.window.open_page("messages")
    framed.window.close()
    assert framed.open().page.key == "messages"


def test_keys_ask_for_an_account_by_its_place(framed: Framed) -> None:
    wanted: list[int] = []
    framed.window.account_wanted.connect(wanted.append)
    for key in (Qt.Key.Key_2, Qt.Key.Key_9):
        QTest.keyClick(framed.window, key, Qt.KeyboardModifier.AltModifier)
    assert wanted == [2, 9]


def test_the_switcher_comes_with_the_second_account(framed: Framed) -> None:
    assert not framed.window.findChildren(AccountButton)
    with framed.profile.transaction():
        framed.profile.accounts.save(ACCOUNT)
        framed.profile.accounts.save(BRUNO)
    buttons = framed.window.findChildren(AccountButton)
    assert [button.accessibleName() for button in buttons] == ["bruno, @bruno · 127.0.0.1:5000"]
    framed.window.resize(500, 600)
    buttons[0].click()
    assert framed.port.asked == [("show", BRUNO.id)]
    with framed.profile.transaction():
        framed.profile.accounts.forget(BRUNO.id)
    assert not any(button.isVisible() for button in buttons)


def test_badges_follow_the_store_and_are_spoken(framed: Framed) -> None:
    with framed.world.store.transaction():
        framed.world.store.conversations.set_counts(UnreadCounts(messages=2))
    assert nav(framed.window)["Messages"].accessibleName() == "Messages, 2 unread"


def test_being_offline_is_said_above_the_page(framed: Framed) -> None:
    strips = framed.window.findChild(StatusStrips)
    assert strips is not None
    assert not strips.isVisible()
    state = NetworkState(is_online=False, works_offline_by_choice=True, since=framed.world.now)
    framed.world.store.status.set_network(state)
    assert strips.isVisible()
    banners = [banner for banner in strips.findChildren(Banner) if banner.isVisible()]
    assert len(banners) == 1
    assert "offline" in banners[0].words()


def test_the_account_block_opens_the_menu_there(framed: Framed) -> None:
    asked: list[QWidget] = []
    framed.window.menu_wanted.connect(asked.append)
    block = framed.window.findChild(AccountBlock)
    assert block is not None
    assert "@susan" in block.accessibleName()
    block.click()
    assert asked == [block]


def test_following_from_the_card_turns_the_button_over(framed: Framed) -> None:
    framed.window.resize(1120, 760)
    column = framed.window.findChild(RightColumn)
    assert column is not None
    button = next(b for b in column.findChildren(SecondaryButton) if b.accessibleName() == "Follow @rosa")
    button.click()
    assert button.text() == "Following"
    button.click()
    assert button.text() == "Follow"


def test_somebody_on_the_card_is_opened_by_click_and_by_key(framed: Framed) -> None:
    framed.window.resize(1120, 760)
    column = framed.window.right_column
    asked: list[tuple[str, object]] = []
    column.person_wanted.connect(lambda person: asked.append(("open", person)))
    column.person_window_wanted.connect(lambda person: asked.append(("window", person)))
    column.more_wanted.connect(lambda: asked.append(("more", None)))
    line = next(widget for widget in column.findChildren(QWidget) if widget.accessibleName() == "Rosa. @rosa")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(60, 12))
    QTest.keyClick(line, Qt.Key.Key_Return)
    more = column.findChildren(LinkButton)[0]
    assert more.isHidden(), "there is nobody else"
    with framed.world.store.transaction():
        others = [replace(ROSA, id=PersonId(f"6{number}"), username=f"r{number}") for number in range(4)]
        framed.world.store.people_lists.save_first_page(SUGGESTED, [ROSA, *others], has_more=False, total=None)
    assert not more.isHidden()
    more.click()
    assert asked == [("open", ROSA.id), ("window", ROSA.id), ("open", ROSA.id), ("more", None)]


def test_a_server_that_takes_no_posts_is_not_offered_any(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
    poor = replace(SERVER, capabilities=frozenset({Capability.PEOPLE}))
    framed = Framed(qtbot, theme, pictures, poor)
    heard: list[str] = []
    framed.window.new_post_wanted.connect(lambda: heard.append("new"))
    QTest.keyClick(framed.window, Qt.Key.Key_N)
    assert heard == []
    side_bar = framed.window.findChild(SideBar)
    assert side_bar is not None
    words = [
        label.text() for label in framed.window.right_column.findChildren(TextLabel) if label.isVisibleTo(framed.window)
    ]
    assert any("private messages" in text for text in words)
    framed.window.close()
    framed.world.store.close()
    framed.profile.close()


def test_a_server_without_pages_has_one_that_says_so(qtbot: QtBot, theme: Theme) -> None:
    page = ServerPage(theme, replace(SERVER, name="example.net", capabilities=frozenset()))
    qtbot.addWidget(page)
    page.show()
    assert page.title() == "example.net"
    assert any("does not offer" in label.text() for label in page.findChildren(TextLabel) if label.isVisible())


def test_a_change_of_language_reaches_every_part(framed: Framed, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(framed.window.side_bar, "retranslate", lambda: said.append("side bar"))
    monkeypatch.setattr(framed.window.right_column, "retranslate", lambda: said.append("right column"))
    QApplication.sendEvent(framed.window, QEvent(QEvent.Type.LanguageChange))
    assert said == ["side bar", "right column"]


def test_the_folded_side_bar_is_one_column_that_grows_with_the_text(framed: Framed, qtbot: QtBot) -> None:
    framed.window.resize(700, 600)
    bar = framed.window.findChild(SideBar)
    logo = framed.window.findChild(Logo)
    button = framed.window.findChild(NavButton)
    assert bar is not None
    assert logo is not None
    assert button is not None
    widths = []
    for scale in (1.0, 2.0):
        framed.theme.set_text_scale(scale)
        qtbot.waitUntil(lambda: abs(_middle(logo, bar) - _middle(button, bar)) <= 1)
        widths.append(button.width())
    assert widths[0] == 40
    assert widths[0] < widths[1] <= 60


def _middle(widget: QWidget, of: QWidget) -> int:
    return widget.mapTo(of, widget.rect().center()).x()


def test_the_search_is_reached_by_its_keys_and_by_the_field_which_goes_where_the_page_has_one(framed: Framed) -> None:
    window = framed.window
    window.resize(1120, 760)
    wanted: list[str] = []
    window.search_wanted.connect(wanted.append)
    window.setFocus()
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Slash)
    QTest.keyClick(handle, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.right_column.findChild(SearchField)
    assert field is not None
    assert field.placeholderText() == "Search posts and people"
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, "h")
    assert wanted == ["", "", "", "h"]
    card, place = window.right_column.findChildren(Card)[0], QPoint()
    before = card.mapTo(window, place)
    page = QWidget()
    window.push_page(PageSlot("search", "search", lambda: "Search", lambda: page, has_own_field=True))
    assert (field.isVisible(), card.mapTo(window, place)) == (False, before)
    window.go_back()
    assert field.isVisible()
    framed.world.store.status.set_network(
        NetworkState(is_online=False, works_offline_by_choice=True, since=framed.world.now)
    )
    assert field.placeholderText() == "Search saved posts"
