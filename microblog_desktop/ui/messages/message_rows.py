"""The rows of a conversation besides the bubbles, and the factory of all three."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import MessageKey
from microblog_desktop.ui.list.row import RowWidget
from microblog_desktop.ui.messages.bubble import Bubble
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import row_ring
from microblog_desktop.viewmodels.messages.conversation import ConversationModel
from microblog_desktop.viewmodels.messages.message_rows import BubbleRow, DayRow, MessageGapRow

_BUBBLE, _DAY, _GAP = "bubble", "day", "gap"


class MessageRows:
    """Makes the rows of one conversation."""

    def __init__(self, theme: Theme, model: ConversationModel) -> None:
        self._theme = theme
        self._model = model

    def kind(self, row: object) -> str:
        if isinstance(row, BubbleRow):
            return _BUBBLE
        return _DAY if isinstance(row, DayRow) else _GAP

    def create(self, kind: str, parent: QWidget) -> RowWidget:
        if kind == _BUBBLE:
            return Bubble(self._theme, self._model, parent)
        return Day(self._theme, parent) if kind == _DAY else Gap(self._theme, self._model, parent)


class Day(RowWidget):
    """The name of a day, in the middle."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = TextLabel(theme, parent=self, size=TextSize.SMALL, color="muted")
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def bind(self, row: object) -> None:
        assert isinstance(row, DayRow)
        self._label.setText(row.text)

    def height_for(self, width: int) -> int:
        height = self._label.heightForWidth(width)
        self._label.setGeometry(0, int(Space.M), width, height)
        return height + int(Space.M)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.shows_ring:
            row_ring(self, self._theme.color(self._theme.colors.accent))


class Gap(RowWidget):
    """Messages that are not here: ask for them."""

    def __init__(self, theme: Theme, model: ConversationModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._key: MessageKey | None = None
        self._load = LinkButton(theme, "", self)
        self._load.clicked.connect(self._fill)

    def bind(self, row: object) -> None:
        assert isinstance(row, MessageGapRow)
        self._key = row.key
        self._load.setText(row.text)
        self._load.setEnabled(not row.is_filling)

    def height_for(self, width: int) -> int:
        size = self._load.sizeHint()
        shown = min(size.width(), width)
        self._load.setGeometry((width - shown) // 2, int(Space.XS), shown, size.height())
        return size.height() + 2 * int(Space.XS)

    def tab_stops(self) -> list[QWidget]:
        return [self._load]

    def _fill(self) -> None:
        if self._key is not None:
            self._model.fill_gap(self._key)
