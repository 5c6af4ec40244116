"""When the card comes and goes: after a rest on a picture or name, until the pointer has left both.

The card is a child of the window it is about, not a window of its own: it can have the keyboard, which tips cannot;
no system moves, focuses or frames it; and Wayland, where a window does not know its place, needs no other rules.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from microblog_desktop.ui.hover.person_card import PersonCardWidget
from microblog_desktop.ui.hover.placing import place_asked, place_card, room_for
from microblog_desktop.ui.pointing.person_spot import Means, PersonSpot
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.card import PersonCardModel

REST_MS = 350
GRACE_MS = 200
_STILL_PX = 4
"""A hand at rest trembles so much."""

_ENDS = {
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.DragEnter,
    QEvent.Type.ContextMenu,
    QEvent.Type.ApplicationDeactivate,
}
_ENDS_OF_WINDOW = {
    QEvent.Type.WindowDeactivate,
    QEvent.Type.Resize,
    QEvent.Type.Hide,
    QEvent.Type.Close,
    QEvent.Type.LanguageChange,
    QEvent.Type.LayoutDirectionChange,
}
_KEYS_OF_THE_CARD = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Escape,
}


class HoverCards(QObject):
    """The one card of an account's windows. Nothing runs and nobody listens while it is away."""

    person_wanted = Signal(object, QWidget)  # PersonId, and the window in which the card is

    def __init__(
        self, theme: Theme, pictures: RoundPictures, model: PersonCardModel, is_wanted: Callable[[], bool]
    ) -> None:
        """`is_wanted` tells whether the pointer brings cards; keys always do."""
        super().__init__()
        self._model = model
        self._is_wanted = is_wanted
        self.card = PersonCardWidget(theme, pictures)
        self.card.pressed.connect(self._open_person)
        self.card.follow_pressed.connect(model.toggle_follow)
        self.card.left.connect(self.dismiss)
        self._window: QWidget | None = None
        self._spot: PersonSpot | None = None  # whose card it is
        self._next: PersonSpot | None = None  # whose card it will be after a rest
        self._next_window: QWidget | None = None
        self._still_at = QPoint()
        self._focus_before: QWidget | None = None
        self._is_watching = False
        self.rest = QTimer(self, interval=REST_MS, singleShot=True)
        self.rest.timeout.connect(self._rested)
        self.grace = QTimer(self, interval=GRACE_MS, singleShot=True)
        self.grace.timeout.connect(self.dismiss)
        model.changed.connect(self._model_changed)

    def point(self, spot: PersonSpot, window: QWidget) -> None:
        """Somebody is pointed at in a window."""
        if spot.means is Means.KEYS:
            self._ask(spot, window)
        elif self._is_wanted() and not self._is_asked:
            if self._spot is not None and self._spot.username == spot.username and self._window is window:
                # From the picture to the name: the card that is there stays where it is.
                self._spot = spot
                self._forget_next()
                self.grace.stop()
            elif spot != self._next:
                self._next, self._next_window = spot, window
                self._still_at = QPoint(-_STILL_PX, -_STILL_PX)
                self.rest.start()
                self._watch()

    def dismiss(self) -> None:
        """The card goes at once."""
        self._forget_next()
        self.grace.stop()
        self._put_away()
        if self._is_watching:
            self._is_watching = False
            _app().removeEventFilter(self)

    def close(self) -> None:
        """For good."""
        self.dismiss()
        self._model.close()
        self.card.end()

    # Coming.

    @property
    def _is_asked(self) -> bool:
        """Whether the card that is open was asked for by a key."""
        return self._spot is not None and self._spot.means is Means.KEYS

    def _ask(self, spot: PersonSpot, window: QWidget) -> None:
        if self._is_asked and self._spot is not None and self._spot.username == spot.username:
            self.dismiss()
            return
        self.dismiss()
        # Qt answers None where nothing has the focus; its type hints do not say so.
        self._focus_before = window.focusWidget()
        self._open(spot, window)

    def _rested(self) -> None:
        spot, window = self._next, self._next_window
        self._forget_next()
        self.grace.stop()
        self._put_away()
        is_free = QApplication.activePopupWidget() is None and not QGuiApplication.mouseButtons()
        if spot is not None and window is not None and is_free and isValid(window) and window.isActiveWindow():
            self._open(spot, window)
        else:
            self.dismiss()

    def _open(self, spot: PersonSpot, window: QWidget) -> None:
        self._spot, self._window = spot, window
        self._watch()
        self._model.open(spot.username)
        self._model_changed()

    def _model_changed(self) -> None:
        person = self._model.card
        if self._spot is None or self._window is None or person is None:
            return
        self.card.show_person(person)
        place = self._place(self._spot, self._window)
        if place is None:
            self.dismiss()
            return
        self.card.come(self._window, place)
        if self._is_asked and not self.card.has_focus_inside():
            self.card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self, spot: PersonSpot, window: QWidget) -> QRect | None:
        origin = window.mapToGlobal(QPoint())
        centre = origin + spot.place.center()
        screen = (QGuiApplication.screenAt(centre) or window.screen()).availableGeometry().translated(-origin)
        room = room_for(window.rect(), screen, spot.place)
        size = self.card.size_in(room.width())
        if spot.means is Means.KEYS:
            return place_asked(size, spot.place, room, window.layoutDirection())
        return place_card(size, spot.place, room, window.layoutDirection())

    # Going.

    def _put_away(self) -> None:
        before, self._focus_before = self._focus_before, None
        had_focus = self.card.has_focus_inside()
        self._spot = self._window = None
        self._model.leave()
        if had_focus and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.go()

    def _forget_next(self) -> None:
        self.rest.stop()
        self._next = self._next_window = None

    def _open_person(self) -> None:
        person, window = self._model.card, self._window
        self.dismiss()
        if person is not None and window is not None:
            self.person_wanted.emit(person.person, window)

    # Watching, only while a card is there or about to come.

    def _watch(self) -> None:
        if not self._is_watching:
            self._is_watching = True
            _app().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._moved(event)
        elif kind in _ENDS or (watched in (self._window, self._next_window) and kind in _ENDS_OF_WINDOW):
            self.dismiss()
        elif kind is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self._is_on_card(event.globalPosition().toPoint()):
                self.dismiss()
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self._is_asked or event.key() not in _KEYS_OF_THE_CARD:
                self.dismiss()
        elif kind is QEvent.Type.Leave and watched in (self._window, self._next_window):
            self._left_window()
        return False

    def _moved(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if event.buttons() and not self._is_on_card(at):
            self.dismiss()
            return
        if self._next is not None and self._next_window is not None:
            if not self._next.place.contains(self._next_window.mapFromGlobal(at)):
                self._forget_next()
            elif (at - self._still_at).manhattanLength() >= _STILL_PX:
                self._still_at = at
                self.rest.start()
        if self._spot is not None and self._window is not None and not self._is_asked:
            if self._spot.place.contains(self._window.mapFromGlobal(at)) or self._is_on_card(at):
                self.grace.stop()
            elif not self.grace.isActive():
                self.grace.start()
        elif self._next is None and self._spot is None:
            self.dismiss()

    def _left_window(self) -> None:
        self._forget_next()
        if self._spot is None:
            self.dismiss()
        elif not self._is_asked and not self.grace.isActive():
            self.grace.start()

    def _is_on_card(self, at: QPoint) -> bool:
        return self.card.isVisible() and self.card.rect().contains(self.card.mapFromGlobal(at))


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app
