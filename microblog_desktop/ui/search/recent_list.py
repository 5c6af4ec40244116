"""Before anything is typed: what was searched for lately, and what can be typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import ICON, Radius, Space, TextSize
from microblog_desktop.ui.timeline.post_list import COLUMN
from microblog_desktop.ui.widgets.buttons import IconButton, LinkButton, PaintedButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import leading
from microblog_desktop.viewmodels.search.model import SearchModel

_MOST = 10
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class _RecentButton(PaintedButton):
    """One search, from where one reads to as far as there is room."""

    weight = QFont.Weight.Normal
    height_px = 40

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent, icon="clock")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, self._theme.scaled(self.height_px))

    def show_search(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(_("Search for {words}").format(words=text))

    def _paint_content(self, painter: QPainter) -> None:
        if self._is_hovered:
            fill = self._theme.color(self._theme.colors.sunken)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(self.rect()), Radius.S, Radius.S)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - Space.S - ICON if is_mirrored else Space.S
        picture = self._theme.icon("clock", self._theme.colors.muted, ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(x, (self.height() - ICON) // 2), picture)
        inset = 2 * int(Space.S) + ICON
        room = (
            self.rect().adjusted(Space.S, 0, -inset, 0) if is_mirrored else self.rect().adjusted(inset, 0, -Space.S, 0)
        )
        painter.setFont(self._theme.font(TextSize.NORMAL))
        painter.setPen(self._theme.color(self._theme.colors.text))
        metrics = self._theme.metrics(TextSize.NORMAL)
        shown = metrics.elidedText(self._shown_text(), Qt.TextElideMode.ElideRight, room.width())
        flags = leading(self) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, flags | int(Qt.TextFlag.TextSingleLine), shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Cross(IconButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _RecentLine(QWidget):
    """A search, and the cross that takes it off the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = _RecentButton(theme, self)
        self.forget = _Cross(theme, "close", "", self)
        self.text = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XXS)
        line.addWidget(self.search, 1)
        line.addWidget(self.forget)

    def show_search(self, text: str) -> None:
        self.text = text
        self.search.show_search(text)
        self.forget.set_name(_("Remove {words} from the list").format(words=text))


class RecentList(QScrollArea):
    """`wanted` tells which search is to be done again, `left_above` that the focus goes up to the field."""

    wanted = Signal(str)
    left_above = Signal()

    def __init__(self, theme: Theme, model: SearchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._lines: list[_RecentLine] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = TextLabel(theme, weight=QFont.Weight.DemiBold, color="muted")
        self._clear = LinkButton(theme)
        self._clear.clicked.connect(model.clear_recent)
        self._invitation = TextLabel(theme)
        self._hint = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._lay_out()
        model.recent_changed.connect(self._show_recent)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, title: str, clear: str, invitation: str, hint: str) -> None:
        self._title.setText(title)
        self._clear.setText(clear)
        self._clear.updateGeometry()
        self._invitation.setText(invitation)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._show_recent()

    def enter(self) -> bool:
        """Come from the field above to the latest search; tells whether there is one."""
        shown = self._shown()
        if shown:
            shown[0].search.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(shown)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QWidget(inside)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._clear)
        self._searches = QVBoxLayout()
        self._searches.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._searches)
        column.addSpacing(Space.S)
        column.addWidget(self._invitation)
        column.addSpacing(Space.XXS)
        column.addWidget(self._hint)
        column.addStretch(1)
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(self._column, 100_000)
        line.addStretch(1)
        self.setWidget(inside)

    def _restyle(self) -> None:
        self._column.setMaximumWidth(self._theme.scaled(COLUMN))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color(self._theme.colors.surface))
        self.setPalette(palette)
        self.verticalScrollBar().setStyleSheet(scroll_bar_style(self._theme))

    def _show_recent(self) -> None:
        recent = self._model.recent[:_MOST]
        focused = next((n for n, line in enumerate(self._shown()) if line.isAncestorOf(self._focus())), None)
        while len(self._lines) < len(recent):
            line = _RecentLine(self._theme, self._column)
            line.search.clicked.connect(lambda _checked=False, line=line: self.wanted.emit(line.text))
            line.forget.clicked.connect(partial(self._forget, line))
            self._lines.append(line)
            self._searches.addWidget(line)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(recent))
            if index < len(recent):
                line.show_search(recent[index])
        for widget in (self._title, self._clear):
            widget.setVisible(bool(recent))
        if focused is not None and not recent:
            self.left_above.emit()
        elif focused is not None and focused >= len(recent):
            self._lines[len(recent) - 1].search.setFocus(Qt.FocusReason.TabFocusReason)

    def _forget(self, line: _RecentLine) -> None:
        self._model.forget(line.text)

    def _shown(self) -> list[_RecentLine]:
        return [line for line in self._lines if not line.isHidden()]

    def _focus(self) -> QWidget:
        focused: QWidget | None = self.window().focusWidget()
        return focused or self

    def _step(self, by: int) -> bool:
        """To the search above or below; tells whether there is one."""
        shown = self._shown()
        at = next((n for n, line in enumerate(shown) if line.isAncestorOf(self._focus())), None)
        if at is None or not 0 <= at + by < len(shown):
            return False
        shown[at + by].search.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(shown[at + by])
        return True

    # Qt tells.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Down:
            self._step(1)
        elif key == Qt.Key.Key_Up:
            if not self._step(-1):
                self.left_above.emit()
        elif key == Qt.Key.Key_Delete:
            line = next((line for line in self._shown() if line.isAncestorOf(self._focus())), None)
            if line is not None:
                self._forget(line)
        else:
            event.ignore()
