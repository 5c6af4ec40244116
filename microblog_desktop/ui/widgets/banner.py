"""A strip above a page that says one thing and may offer one way out."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel


class BannerKind(Enum):
    """What the strip is about; it chooses the colours of ground, words and icon."""

    INFO = ("accent_soft", "text", "accent")
    WARNING = ("warn_soft", "warn", "warn")
    DANGER = ("danger_soft", "text", "danger")


class Banner(QWidget):
    """Hidden until `say`; `acted` when the person took the offered way out."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = BannerKind.INFO
        self._icon_name = "info"
        self._icon = QLabel(self)
        self._words = TextLabel(theme, parent=self, size=TextSize.SMALL)
        self._button = LinkButton(theme, "", self)
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.setSpacing(Space.XS)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._restyle)
        self.hide()

    def say(self, words: str, *, kind: BannerKind = BannerKind.INFO, icon: str = "info", action: str = "") -> None:
        """Show `words`; an empty text hides the strip. `action` is the words of the button."""
        self._kind, self._icon_name = kind, icon
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._restyle()
        self.setVisible(bool(words))

    def come_after(self, before: QWidget) -> QWidget:
        """On the Tab key's way; tells what comes last of it."""
        QWidget.setTabOrder(before, self._button)
        return self._button

    def words(self) -> str:
        return self._words.text()

    def _restyle(self) -> None:
        _, ink, icon_ink = self._kind.value
        self._words.set_color(ink)
        size = self._theme.scaled(18)
        color = getattr(self._theme.colors, icon_ink)
        self._icon.setPixmap(self._theme.icon(self._icon_name, color, size, self.devicePixelRatioF()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, _, _ = self._kind.value
        QPainter(self).fillRect(self.rect(), self._theme.color(getattr(self._theme.colors, fill)))
