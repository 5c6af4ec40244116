"""When the card of a person comes and goes, and what can be done on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QFont, QInputDevice, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.hover.hover_cards import GRACE_MS, REST_MS, HoverCards
from microblog_desktop.ui.pointing.person_spot import ask_about
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.frame import PageWindowMemory
from microblog_desktop.viewmodels.people.card import PersonCardModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakeMessageSync
from tests.sandbox.home import ALL
from tests.store.world import SUSAN, World

JOHN = Person(PersonId("2"), "john", "John", about_me="Train person.", posts=128, you_follow=False, follows_you=True)
ROSA = Person(PersonId("60"), "rosa", "Rosa", you_follow=False)
ON_JOHN, ON_NAME, ON_ROSA, NOWHERE = QPoint(60, 60), QPoint(110, 60), QPoint(60, 320), QPoint(500, 450)


class _Memory(PageWindowMemory):
    def __init__(self) -> None:
        """It remembers nothing."""

    @property
    def size(self) -> tuple[int, int] | None:
        return 620, 500

    def remember(self, width: int, height: int) -> None:
        pass


class Pointed:
    """A window with two people in it, and a pointer."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
        self.qtbot, self.world, self.is_wanted = qtbot, World(), True
        self.world.save_people(JOHN, ROSA)
        self.sync, self.finder = FakePeopleSync(), FakeMessageSync()
        self.listeners = self.world.store.feed.subscribers
        model = PersonCardModel(self.world.store, self.sync, self.finder, ALL)
        self.cards = HoverCards(theme, pictures, model, lambda: self.is_wanted)
        self.opened: list[tuple[object, QWidget]] = []
        self.cards.person_wanted.connect(lambda person, window: self.opened.append((person, window)))
        self.page = QWidget()
        self.field = QLineEdit(self.page)
        self.field.setGeometry(300, 10, 100, 30)
        self.john = self._avatar(theme, pictures, JOHN, 40)
        self.rosa = self._avatar(theme, pictures, ROSA, 300)
        self.name = ElidedLabel(theme, "John", self.page, weight=QFont.Weight.DemiBold)
        self.name.tell_of("john")
        self.name.setGeometry(92, 50, 60, 20)
        self.window = PageWindow(theme, PageSlot("page", "", lambda: "Page", lambda: self.page), QWidget(), _Memory())
        self.window.person_pointed.connect(lambda spot: self.cards.point(spot, self.window))
        qtbot.addWidget(self.window)
        self.window.resize(620, 500)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        # A press that an earlier test did not end would look like dragging.
        QTest.mouseRelease(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=NOWHERE)
        self.move(NOWHERE)

    def _avatar(self, theme: Theme, pictures: RoundPictures, person: Person, y: int) -> Avatar:
        avatar = Avatar(theme, pictures, self.page)
        avatar.show_face(Face(person.name, person.username))
        avatar.move(40, y)
        return avatar

    @property
    def is_there(self) -> bool:
        return self.cards.card.isVisible()

    @property
    def is_idle(self) -> bool:
        """Whether no timer runs and nobody listens."""
        is_quiet = not self.cards.rest.isActive() and not self.cards.grace.isActive()
        return is_quiet and self.world.store.feed.subscribers == self.listeners

    def move(self, to: QPoint) -> None:
        QTest.mouseMove(self.window.windowHandle(), to)

    def rest(self, at: QPoint) -> None:
        """Move there and stay; the time to wait is over at once."""
        self.move(at)
        assert self.cards.rest.isActive()
        self.pass_time()

    def pass_time(self) -> None:
        for timer in (self.cards.rest, self.cards.grace):
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()

    def ask(self) -> None:
        self.field.setFocus()
        ask_about(self.john, "john", self.john.rect())


@pytest.fixture
def pointed(qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> Iterator[Pointed]:
    pointed = Pointed(qtbot, theme, pictures)
    yield pointed
    pointed.cards.close()
    pointed.window.close()
    pointed.world.store.close()


def test_a_card_comes_after_a_rest_and_not_before(pointed: Pointed) -> None:
    assert (REST_MS, GRACE_MS) == (350, 200)
    pointed.move(ON_JOHN)
    assert pointed.cards.rest.isActive()
    assert pointed.cards.rest.interval() == REST_MS
    assert not pointed.is_there
    pointed.qtbot.waitUntil(lambda: pointed.is_there)
    card = pointed.cards.card
    assert card.parentWidget() is pointed.window
    assert card.accessibleName() == "John, @john · follows you"
    assert card.accessibleDescription() == "Train person. 128 posts"
    assert not card.geometry().intersects(QRect(pointed.john.mapTo(pointed.window, QPoint()), pointed.john.size()))
    assert pointed.sync.asked == [("load_person", JOHN.id)]


def test_who_only_passes_by_sees_none(pointed: Pointed) -> None:
    pointed.move(ON_JOHN)
    pointed.move(NOWHERE)
    assert not pointed.cards.rest.isActive()
    pointed.move(NOWHERE + QPoint(5, 5))
    assert pointed.is_idle


def test_a_moving_pointer_does_not_rest(pointed: Pointed) -> None:
    pointed.move(ON_JOHN)
    pointed.move(ON_JOHN + QPoint(1, 0))
    QTest.qWait(200)
    left = pointed.cards.rest.remainingTime()
    pointed.move(ON_JOHN + QPoint(2, 0))
    assert pointed.cards.rest.remainingTime() <= left, "a hand trembles"
    pointed.move(ON_JOHN + QPoint(15, 0))
    assert pointed.cards.rest.remainingTime() > left


def test_from_picture_to_name_of_one_person_nothing_flickers(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    place = pointed.cards.card.geometry()
    hidden: list[QEvent.Type] = []
    pointed.cards.card.installEventFilter(_Heard(hidden, pointed.cards.card))
    pointed.move(ON_NAME)
    assert not pointed.cards.grace.isActive()
    pointed.move(ON_JOHN)
    pointed.pass_time()
    assert pointed.is_there
    assert pointed.cards.card.geometry() == place
    assert QEvent.Type.Hide not in hidden


def test_it_stays_while_the_pointer_is_on_it_and_goes_after_it_left_both(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    card = pointed.cards.card
    pointed.move(card.geometry().center())
    pointed.pass_time()
    assert pointed.is_there
    pointed.move(NOWHERE)
    assert pointed.cards.grace.isActive()
    assert pointed.cards.grace.interval() == GRACE_MS
    pointed.move(card.geometry().center())
    assert not pointed.cards.grace.isActive(), "one came back in time"
    pointed.move(NOWHERE)
    pointed.pass_time()
    assert not pointed.is_there
    assert pointed.is_idle


def test_another_person_gets_the_same_card(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    card = pointed.cards.card
    pointed.rest(ON_ROSA)
    assert pointed.cards.card is card
    assert pointed.is_there
    assert card.accessibleName() == "Rosa, @rosa"


def test_scrolling_keys_presses_and_another_window_end_it(pointed: Pointed) -> None:
    other = QWidget()
    pointed.qtbot.addWidget(other)

    def wheel() -> None:
        down, none = QPoint(0, -120), Qt.MouseButton.NoButton
        at, phase = QPointF(NOWHERE), Qt.ScrollPhase.NoScrollPhase
        no_keys = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(pointed.page, QWheelEvent(at, at, QPoint(), down, none, no_keys, phase, False))

    def turn_away() -> None:
        other.show()
        other.activateWindow()
        pointed.qtbot.waitUntil(other.isActiveWindow)

    for end in (
        wheel,
        lambda: QTest.keyClick(pointed.field, Qt.Key.Key_J),
        lambda: QTest.mouseClick(pointed.page, Qt.MouseButton.LeftButton, pos=NOWHERE),
        lambda: pointed.window.resize(630, 500),
        turn_away,
    ):
        pointed.move(NOWHERE)
        pointed.rest(ON_JOHN)
        assert pointed.is_there
        end()
        assert not pointed.is_there
        assert pointed.is_idle


def test_none_comes_in_a_window_that_is_not_active(pointed: Pointed) -> None:
    pointed.move(ON_JOHN)
    other = QWidget()
    pointed.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    pointed.qtbot.waitUntil(other.isActiveWindow)
    pointed.pass_time()
    pointed.move(NOWHERE)
    pointed.move(ON_JOHN)
    pointed.pass_time()
    assert not pointed.is_there


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_none_comes_while_a_menu_is_open_or_a_button_is_down(pointed: Pointed) -> None:
    pointed.move(ON_JOHN)
    menu = QMenu(pointed.window)
    menu.addAction("Something")
    menu.popup(pointed.window.mapToGlobal(NOWHERE))
    pointed.pass_time()
    assert not pointed.is_there
    menu.close()
    window = pointed.window.windowHandle()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=NOWHERE)
    pointed.move(ON_JOHN)
    assert not pointed.cards.rest.isActive()
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=ON_JOHN)


def test_a_finger_brings_none(pointed: Pointed) -> None:
    kind, pointer = QInputDevice.DeviceType.TouchScreen, QPointingDevice.PointerType.Finger
    finger = QPointingDevice("screen", 7, kind, pointer, QInputDevice.Capability.Position, 1, 0)
    at = QPointF(5, 5)
    QApplication.sendEvent(pointed.john, QEnterEvent(at, at, at, finger))
    assert not pointed.cards.rest.isActive()


def test_switched_off_only_a_key_brings_it(pointed: Pointed) -> None:
    pointed.is_wanted = False
    pointed.move(ON_JOHN)
    assert pointed.is_idle
    pointed.ask()
    assert pointed.is_there


def test_asked_for_by_a_key_it_has_the_keyboard_and_gives_it_back(pointed: Pointed) -> None:
    pointed.ask()
    card = pointed.cards.card
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_Tab)
    assert card.follow.hasFocus()
    QTest.keyClick(card.follow, Qt.Key.Key_Tab)
    assert card.hasFocus(), "the Tab key stays on the card"
    pointed.move(NOWHERE)
    pointed.move(ON_ROSA)
    pointed.pass_time()
    assert card.accessibleName().startswith("John"), "the pointer takes nothing away"
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not pointed.is_there
    assert pointed.field.hasFocus()
    assert pointed.window.isVisible(), "only the card is left"


def test_the_same_key_again_ends_it_and_enter_opens_the_page(pointed: Pointed) -> None:
    pointed.ask()
    ask_about(pointed.john, "john", pointed.john.rect())
    assert not pointed.is_there
    pointed.ask()
    QTest.keyClick(pointed.cards.card, Qt.Key.Key_Return)
    assert pointed.opened == [(JOHN.id, pointed.window)]
    assert not pointed.is_there


def test_a_screen_reader_hears_a_group_with_name_and_content(pointed: Pointed) -> None:
    pointed.ask()
    spoken = QAccessible.queryAccessibleInterface(pointed.cards.card)
    assert spoken is not None
    assert spoken.role() is QAccessible.Role.Grouping
    assert spoken.text(QAccessible.Text.Name) == "John, @john · follows you"
    assert spoken.text(QAccessible.Text.Description) == "Train person. 128 posts"
    button = QAccessible.queryAccessibleInterface(pointed.cards.card.follow)
    assert button is not None
    assert button.text(QAccessible.Text.Name) == "Follow @john"


def test_one_follows_in_place(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    QTest.mouseClick(pointed.cards.card.follow, Qt.MouseButton.LeftButton)
    assert pointed.is_there
    assert pointed.cards.card.follow.text() == "Following"
    assert pointed.world.store.people.asked_to_follow() == {JOHN.id: True}
    assert pointed.opened == []


def test_a_click_on_the_card_opens_the_page(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    card = pointed.cards.card
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(20, card.height() - 5))
    assert pointed.opened == [(JOHN.id, pointed.window)]


def test_for_oneself_there_is_nothing_to_follow(pointed: Pointed) -> None:
    pointed.world.save_people(SUSAN)
    pointed.rosa.show_face(Face("Susan", "susan"))
    pointed.rest(ON_ROSA)
    assert pointed.is_there
    assert not pointed.cards.card.follow.isVisible()
    pointed.cards.card.setFocus()
    QTest.keyClick(pointed.cards.card, Qt.Key.Key_Tab)
    assert pointed.cards.card.follow.isHidden()


def test_somebody_unknown_is_shown_once_found(pointed: Pointed) -> None:
    pointed.name.tell_of("liam")
    pointed.rest(ON_NAME)
    assert not pointed.is_there
    assert pointed.finder.asked == [("find_person", "liam")]
    pointed.world.save_people(Person(PersonId("61"), "liam", "Liam"))
    assert pointed.is_there


def test_news_about_the_person_appear_without_covering_them(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    before = pointed.cards.card.geometry()
    pointed.world.save_people(Person(JOHN.id, "john", "John", about_me="Many words about trains. " * 20))
    after = pointed.cards.card.geometry()
    assert after.height() > before.height()
    assert after.topLeft() == before.topLeft()


def test_a_window_that_closes_takes_no_card_with_it(pointed: Pointed) -> None:
    pointed.rest(ON_JOHN)
    pointed.window.close()
    assert not pointed.is_there
    assert pointed.cards.card.parentWidget() is None
    assert pointed.is_idle


class _Heard(QWidget):
    """Notes the kinds of events."""

    def __init__(self, kinds: list[QEvent.Type], parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._kinds = kinds

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        self._kinds.append(event.type())
        return False
