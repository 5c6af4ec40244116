"""The tags of the day on a card of the right column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.card import Card
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.painting import mirrored
from microblog_desktop.viewmodels.explore.trends import TagRow, TrendsModel

MOST_TAGS = 6
_FEWEST_TAGS = 2
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


class TagsCard(Card):
    """Not there while there are no tags."""

    search_wanted = Signal(str)  # "#tag"

    def __init__(self, theme: Theme, model: TrendsModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._is_wanted = False
        self._room: QWidget | None = None
        self.column.setSpacing(0)
        self._title = TextLabel(theme, weight=QFont.Weight.DemiBold)
        self.column.addWidget(self._title)
        self.column.addSpacing(Space.XXS)
        self._tags = [_TagButton(theme, self) for _ in range(MOST_TAGS)]
        for button in self._tags:
            self.column.addWidget(button)
            button.clicked.connect(lambda _checked=False, button=button: self.search_wanted.emit(button.words))
        model.rows_changed.connect(self._show_tags)
        self.retranslate()

    def come(self) -> None:
        """The page it belongs to is open."""
        self._is_wanted = True
        if self._room is None:
            # Qt answers None where there is no parent; then all tags are shown.
            self._room = self.parentWidget()
            if self._room is not None:
                self._room.installEventFilter(self)
        self._show_tags()

    def go(self) -> None:
        self._is_wanted = False
        self.hide()

    def retranslate(self) -> None:
        self._title.setText(_("Tags of the day"))
        self._model.retranslate()

    def _show_tags(self) -> None:
        rows = self._model.rows[: self._most()]
        for number, button in enumerate(self._tags):
            button.setVisible(number < len(rows))
            if number < len(rows):
                button.show_tag(rows[number])
        self.setVisible(self._is_wanted and bool(rows))

    def _most(self) -> int:
        """Not more than leave room for other cards in a low window."""
        if self._room is None:
            return MOST_TAGS
        room = self._room.height() // 2 // self._tags[0].sizeHint().height()
        return max(_FEWEST_TAGS, min(MOST_TAGS, room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._room:
            self._show_tags()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.retranslate()
        super().changeEvent(event)


class _TagButton(PaintedButton):
    """The tag, and how many people wrote with it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent)
        self.words = ""
        self._people = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tag(self, row: TagRow) -> None:
        self.words, self._people = row.words, row.people
        self.setAccessibleName(row.spoken)
        self.updateGeometry()
        self.update()

    def ink(self) -> str:
        return self._theme.colors.accent if self._is_hovered else self._theme.colors.text

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(120), 2 * int(Space.XS) + sum(self._heights()))

    def _heights(self) -> tuple[int, int]:
        return self._theme.metrics(self.size_of_text).height(), self._theme.metrics(TextSize.SMALL).height()

    def _paint_content(self, painter: QPainter) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        top, (first, second) = int(Space.XS), self._heights()
        lines = (
            (self.words, first, self.size_of_text, self.weight, self.ink()),
            (self._people, second, TextSize.SMALL, QFont.Weight.Normal, self._theme.colors.muted),
        )
        for text, height, size, weight, ink in lines:
            metrics = self._theme.metrics(size, weight)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
            place = QRect(0, top, metrics.horizontalAdvance(shown) + 1, height)
            painter.setFont(self._theme.font(size, weight))
            painter.setPen(self._theme.color(ink))
            painter.drawText(mirrored(place, self, self.width()), _CENTRED, shown)
            top += height
