"""The field that searches: in the right column, and on the search page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import field_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.fields import ComposingLine
from microblog_desktop.ui.widgets.painting import mirrored

_HEIGHT = 36
_ICON = 18
_LONGEST = 400
_REST_MS = 150


class SearchField(ComposingLine):
    """`cleared_again` is Esc in an empty field, `below_wanted` the Down key."""

    cleared_again = Signal()
    below_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMaxLength(_LONGEST)
        theme.changed.connect(self._restyle)
        self._restyle()

    def ask(self, words: str) -> None:
        """What is to be typed here."""
        if self.accessibleName() != words:
            self.setAccessibleName(words)
            self._show_words()

    def wipe(self) -> None:
        """As if somebody took it all back."""
        if self.text():
            self.clear()
            self.textEdited.emit("")

    def _restyle(self) -> None:
        colors = self._theme.colors
        self.setStyleSheet(field_style(self._theme, border=colors.sunken, background=colors.sunken))
        self.setFont(self._theme.font(TextSize.NORMAL))
        self.setFixedHeight(self._theme.scaled(_HEIGHT))
        self._make_room()

    def _show_words(self) -> None:
        """All of them, or where they would be cut, the verb alone."""
        words, margins = self.accessibleName(), self.textMargins()
        room = self.contentsRect().width() - margins.left() - margins.right() - 2 * int(Space.XXS)
        fits = self.fontMetrics().horizontalAdvance(words) <= room
        shown = words if fits or not words else _("Search")
        if self.placeholderText() != shown:
            self.setPlaceholderText(shown)

    def _make_room(self) -> None:
        """For the icon, on the side where one begins to read."""
        room = self._theme.scaled(_ICON) + Space.XXS
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(0 if is_mirrored else room, 0, room if is_mirrored else 0, 0)
        self._show_words()

    # Qt tells.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.scaled(_ICON)
        place = mirrored(QRect(Space.S, (self.height() - side) // 2, side, side), self, self.width())
        picture = self._theme.icon("search", self._theme.colors.muted_on_sunken, side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(place.topLeft(), picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.wipe()
            else:
                self.cleared_again.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.below_wanted.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            # For the page.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._make_room()
        super().changeEvent(event)


class ColumnField(SearchField):
    """Stands beside every page: a press on it, or the first letter, leads to the search page with what it holds.

    What is being composed stays here until it is finished: another field would take a syllable apart.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_input_method = False
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._hand_over_finished)
        self.textEdited.connect(lambda _text: self._hand_over_finished() if not self._is_input_method else None)
        self.returnPressed.connect(self._hand_over)
        self.below_wanted.connect(self._hand_over)

    def _hand_over_finished(self) -> None:
        if self.text() and not self.is_composing:
            self._hand_over()

    def _hand_over(self) -> None:
        self._rest.stop()
        self.finish_composing()
        text = self.text()
        self.clear()
        self.wanted.emit(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_input_method = True
        super().inputMethodEvent(event)
        self._is_input_method = False
        # The end of one syllable and the beginning of the next come one after the other.
        self._rest.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand_over()
        else:
            super().mousePressEvent(event)
