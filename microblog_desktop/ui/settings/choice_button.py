"""A button that shows what is chosen, with a menu of what can be."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.settings.setting import Choosing

_ARROW = 12
_NARROWEST = 64
_SPARE = 3
_OPENING_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)


class ChoiceButton(SecondaryButton):
    """Its name is the setting's title with what is chosen; too little room cuts its words, never its arrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._setting: Choosing | None = None
        self.menu: Menu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)

    def show_setting(self, setting: Choosing) -> None:
        self._setting = setting
        words = next((choice.words for choice in setting.choices if choice.is_chosen), "")
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{setting.title}: {words}" if words else setting.title)
        self.setAccessibleDescription(setting.about)
        self.setToolTip(words if self._is_cut() else "")
        self.updateGeometry()
        self.update()

    def open(self) -> None:
        """Show what can be chosen, at what is chosen now."""
        setting = self._setting
        if setting is None:
            return
        menu = self.menu = Menu(self._theme, self)
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        for choice in setting.choices:
            action = menu.add(choice.words, partial(setting.choose, choice.value))
            action.setCheckable(True)
            action.setChecked(choice.is_chosen)
            group.addAction(action)
            if choice.is_chosen:
                menu.setActiveAction(action)
        menu.open_below(self)

    # Looks.

    def sizeHint(self) -> QSize:
        # A little more than the words: spaces that are thin are measured as too thin.
        arrow = int(Space.XXS) + self._theme.scaled(_ARROW) + _SPARE
        return super().sizeHint() + QSize(arrow, 0)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.scaled(_NARROWEST)), hint.height())

    def _is_cut(self) -> bool:
        return self.width() < self.sizeHint().width()

    def _paint_content(self, painter: QPainter) -> None:
        arrow = self._theme.scaled(_ARROW)
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        room = self.width() - 2 * self.padding - arrow - Space.XXS
        shown = metrics.elidedText(self._shown_text(), Qt.TextElideMode.ElideRight, room)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setFont(self._theme.font(self.size_of_text, self.weight))
        painter.setPen(self._theme.color(self.ink()))
        left = self.width() - self.padding - room if is_mirrored else self.padding
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(QRectF(left, 0, room, self.height()), int(align), shown)
        picture = self._theme.icon("chevron-down", self.ink(), arrow, self.devicePixelRatioF())
        arrow_left = self.padding if is_mirrored else self.width() - self.padding - arrow
        painter.drawPixmap(QPointF(arrow_left, (self.height() - arrow) // 2), picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS:
            self.open()
        else:
            super().keyPressEvent(event)
