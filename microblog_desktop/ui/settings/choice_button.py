"""A button that shows what is chosen, with a menu of what can be."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.settings.wrapping_button import WrappingButton
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.ui.widgets.painting import leading
from microblog_desktop.viewmodels.settings.setting import Choosing

_ARROW = 12
_OPENING_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)


class ChoiceButton(WrappingButton):
    """Its name is the setting's title with what is chosen."""

    trailing_px = _ARROW + int(Space.XXS)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._setting: Choosing | None = None
        self.menu: Menu | None = None
        self.clicked.connect(self.open)

    def show_setting(self, setting: Choosing) -> None:
        self._setting = setting
        words = next((choice.words for choice in setting.choices if choice.is_chosen), "")
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{setting.title}: {words}" if words else setting.title)
        self.setAccessibleDescription(setting.about)
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

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        arrow = self._theme.scaled(_ARROW)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        picture = self._theme.icon("chevron-down", self.ink(), arrow, self.devicePixelRatioF())
        left = self.padding if is_mirrored else self.width() - self.padding - arrow
        painter.drawPixmap(QPointF(left, (self.height() - arrow) // 2), picture)

    def _side(self) -> int:
        return leading(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS:
            self.open()
        else:
            super().keyPressEvent(event)
