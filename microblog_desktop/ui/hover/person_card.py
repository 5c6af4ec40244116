"""The card itself: who it is, a few lines about them, their counts, and a button to follow them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.ui.hover.card_parts import AboutLines, CountLine, WholeLine
from microblog_desktop.ui.people.follow_button import LoudFollowButton
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.painting import fill_rounded, focus_ring, outline_rounded
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.card import PersonCard

WIDTH = 320
_SHADOW = 14
_DROP = 4


class _Shadow(QWidget):
    """Soft, under the card, and nothing for the pointer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(0, 0, 0, 9 if self._theme.is_dark else 3)
        for step in range(0, _SHADOW, 2):
            rect = QRectF(self.rect()).adjusted(step, step, -step, -step)
            fill_rounded(painter, rect, Radius.M + _SHADOW - step, color)


class PersonCardWidget(QWidget):
    """One for all people; a click on it, or Enter, opens the page of the person."""

    pressed = Signal()
    follow_pressed = Signal()
    left = Signal()  # by the keyboard

    def __init__(self, theme: Theme, pictures: RoundPictures) -> None:
        super().__init__()
        _speak_of_cards()
        self._theme = theme
        self._shows_ring = False
        self._shadow = _Shadow(theme)
        self._avatar = Avatar(theme, pictures, self)
        # What the pointer does on the card is about the card.
        self._avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = ElidedLabel(theme, "", self, weight=QFont.Weight.DemiBold)
        self._handle = WholeLine(theme, self)
        self.follow = LoudFollowButton(theme, self)
        self.follow.clicked.connect(self.follow_pressed)
        self._about = AboutLines(theme, self)
        self._counts = CountLine(theme, self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        theme.changed.connect(self.update)
        self.hide()

    def show_person(self, person: PersonCard) -> None:
        self._avatar.show_face(Face(person.name, person.username, person.avatar_url))
        self._name.set_text(person.name)
        self._handle.say(person.handle_line)
        self._about.say(person.about)
        self._about.setVisible(bool(person.about))
        self._counts.say(person.counts)
        self._counts.setVisible(bool(person.counts))
        self.follow.show_state(person.username, you_follow=person.you_follow)
        self.follow.setVisible(person.can_follow)
        self.setAccessibleName(person.title)
        self.setAccessibleDescription(person.content)

    def size_in(self, room: int) -> QSize:
        """How large it is for whom it shows, where there is so much room."""
        width = min(self._theme.scaled(WIDTH), room)
        # Letters may have another size since it was last shown: layouts within layouts do not hear of that.
        beside = self._avatar.width() + int(Space.S) + 2 * int(Space.M)
        if not self.follow.isHidden():
            beside += self.follow.sizeHint().width() + int(Space.S)
        self._handle.setFixedHeight(self._handle.heightForWidth(width - beside))
        self._column.activate()
        # Of somebody of whom little is known there is nothing that flows.
        flows = self._column.hasHeightForWidth()
        height = self._column.totalHeightForWidth(width) if flows else self._column.totalSizeHint().height()
        return QSize(width, height)

    def come(self, window: QWidget, place: QRect) -> None:
        """Stand over a window; one that stands there already moves only if it must."""
        around = place.adjusted(-_SHADOW, -_SHADOW + _DROP, _SHADOW, _SHADOW + _DROP)
        for widget, where in ((self._shadow, around), (self, place)):
            if widget.parentWidget() is not window:
                widget.setParent(window)
            widget.setGeometry(where)
            widget.show()
            widget.raise_()

    def go(self) -> None:
        """Belong to no window, which may be about to close, and have no focus that would go on pointing here."""
        over: QWidget | None = self.parentWidget()
        focused: QWidget | None = self.window().focusWidget()
        if over is not None and focused is not None and (focused is self or self.isAncestorOf(focused)):
            over.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self._shadow, self):
            if widget.parentWidget() is not None:
                widget.hide()
                widget.setParent(None)

    def end(self) -> None:
        """For good."""
        self._shadow.deleteLater()
        self.deleteLater()

    def has_focus_inside(self) -> bool:
        return self.hasFocus() or self.follow.hasFocus()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._handle)
        names.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(self._avatar)
        top.addLayout(names, 1)
        top.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._column.setSpacing(Space.S - 2)
        self._column.addLayout(top)
        self._column.addWidget(self._about)
        self._column.addWidget(self._counts)

    # Qt tells.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, colors = QRectF(self.rect()), self._theme.colors
        fill_rounded(painter, rect, Radius.M, self._theme.color(colors.surface))
        outline_rounded(painter, rect, Radius.M, self._theme.color(colors.line))
        if self._shows_ring:
            focus_ring(painter, rect, Radius.M, self._theme.color(colors.accent))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        self.update()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: FBT001 - Qt's
        """The Tab key stays on the card."""
        can_follow = not self.follow.isHidden()
        target = self.follow if self.hasFocus() and can_follow else self
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.updateGeometry()
        super().changeEvent(event)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """A screen reader hears a group, its name and what is in it."""
    return QAccessibleWidget(thing, QAccessible.Role.Grouping) if isinstance(thing, PersonCardWidget) else None


@cache
def _speak_of_cards() -> None:
    """Once, and not when the module is loaded: that is done in a thread."""
    QAccessible.installFactory(_interface_of)
