"""The sections to choose from, under the field that searches in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.search.field import SearchField
from microblog_desktop.ui.settings.scroll_room import ScrollRoom
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import HEADER_HEIGHT, Space, TextSize
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.card import Panel
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.painting import leading

WIDTH = 216
_PADDING = 10


class SectionButton(PaintedButton):
    """Checked while its section is open; arrow keys go to the next one."""

    weight = QFont.Weight.Medium
    height_px = 38
    padding = _PADDING

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, title: str) -> None:
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.update()

    def ink(self) -> str:
        colors = self._theme.colors
        if self.isChecked():
            return colors.accent
        return colors.text if self._is_hovered else colors.muted_on_sunken

    def fill(self) -> QColor | None:
        if self.isChecked():
            return self._theme.color(self._theme.colors.accent_soft)
        return self._theme.color(self._theme.colors.sunken) if self._is_hovered else None

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(60), self._theme.scaled(self.height_px))

    def _paint_content(self, painter: QPainter) -> None:
        weight = QFont.Weight.DemiBold if self.isChecked() else self.weight
        room = self.rect().adjusted(self.padding, 0, -self.padding, 0)
        metrics = self._theme.metrics(self.size_of_text, weight)
        shown = metrics.elidedText(self._shown_text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self._shown_text() if shown != self._shown_text() else "")
        painter.setFont(self._theme.font(self.size_of_text, weight))
        painter.setPen(self._theme.color(self.ink()))
        painter.drawText(QRectF(room), leading(self) | int(Qt.AlignmentFlag.AlignVCenter), shown)


class SectionList(Panel):
    """Tells what was chosen; `field` is the search's."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, color="bg")
        self._title = ElidedLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self.field = SearchField(theme)
        self.buttons = {key: SectionButton(theme) for key in keys}
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(Space.S, Space.XXS, Space.S, Space.S)
        below.setSpacing(2)
        for key, button in self.buttons.items():
            below.addWidget(button)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            button.toggled.connect(lambda is_on, key=key: self._toggled(key) if is_on else None)
        below.addStretch(1)
        self.room = ScrollRoom(theme, inside, color="bg")
        above = QVBoxLayout()
        above.setContentsMargins(Space.S, 0, Space.S, Space.XXS)
        above.setSpacing(0)
        above.addWidget(self._title)
        above.addWidget(self.field)
        self._title.setContentsMargins(Space.XS, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addLayout(above)
        column.addWidget(self.room, 1)
        self._current, self._is_open = "", True
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, titles: Sequence[tuple[str, str]]) -> None:
        self._title.set_text(_("Settings"))
        self.field.ask(_("Search settings"))
        for key, title in titles:
            self.buttons[key].say(title)

    def show_current(self, key: str) -> None:
        self._current, self._is_open = key, True
        self.buttons[key].setChecked(True)

    def show_none(self) -> None:
        """No section is open while one searches in all of them."""
        self._is_open = False
        for button in self.buttons.values():
            # Of those that exclude each other one is always checked.
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)

    def take_focus(self) -> None:
        button = self.buttons.get(self._current)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, key: str) -> None:
        """By an arrow key, or by a screen reader."""
        if key != self._current or not self._is_open:
            self._current, self._is_open = key, True
            self.chosen.emit(key)

    def _restyle(self) -> None:
        self._title.setFixedHeight(self._theme.scaled(HEADER_HEIGHT))
