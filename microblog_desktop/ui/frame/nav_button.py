"""An entry of the side bar: icon, title and badge; only icon and badge when the bar is folded."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from microblog_desktop.i18n.translate import ngettext
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PaintedButton
from microblog_desktop.ui.widgets.painting import fill_rounded, leading

_MOST = 99


class NavButton(PaintedButton):
    """Checked while its page is open, which is told by `show_current`, never by the press."""

    weight = QFont.Weight.Medium
    height_px = 38
    icon_px = 20

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent, icon=icon)
        self._count = 0
        self._is_folded = False
        self._is_current = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.toggled.connect(self._toggled)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, title: str) -> None:
        self.setText(title)
        self._name()

    def show_current(self) -> None:
        self._is_current = True
        self.setChecked(True)

    def set_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def fold(self) -> None:
        self._is_folded = True
        self._name()
        self.update()

    def unfold(self) -> None:
        self._is_folded = False
        self._name()
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is."""

    def _toggled(self) -> None:
        if self.isChecked() and not self._is_current:
            # A screen reader may turn it without a press.
            self.click()
        self._is_current = self.isChecked()

    def _name(self) -> None:
        unread = ngettext("{count} unread", "{count} unread", self._count).format(count=self._count)
        self.setAccessibleName(f"{self.text()}, {unread}" if self._count else self.text())
        self.setToolTip(self.text() if self._is_folded else "")

    def ink(self) -> str:
        colors = self._theme.colors
        if self.isChecked():
            return colors.accent
        return colors.muted_on_sunken if self._is_hovered else colors.muted

    def fill(self) -> QColor | None:
        if self.isChecked():
            return self._theme.color(self._theme.colors.accent_soft)
        return self._theme.color(self._theme.colors.sunken) if self._is_hovered else None

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(44), self._theme.scaled(self.height_px))

    def _paint_content(self, painter: QPainter) -> None:
        size = self._theme.scaled(self.icon_px)
        left = (self.width() - size) // 2 if self._is_folded else 10
        picture = self._theme.icon(self._icon, self.ink(), size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self._from_left(left, size), (self.height() - size) // 2), picture)
        badge = self._badge_rect()
        if not self._is_folded:
            text_left = left + size + 11
            room = self.width() - text_left - (badge.width() + 2 * Space.XS if self._count else Space.XS)
            weight = QFont.Weight.DemiBold if self.isChecked() else self.weight
            metrics = self._theme.metrics(self.size_of_text, weight)
            shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room))
            painter.setFont(self._theme.font(self.size_of_text, weight))
            painter.setPen(self._theme.color(self.ink()))
            place = QRectF(self._from_left(text_left, room), 0, room, self.height())
            painter.drawText(place, leading(self) | int(Qt.AlignmentFlag.AlignVCenter), shown)
        if self._count:
            fill_rounded(painter, badge, badge.height() / 2, self._theme.color(self._theme.colors.accent))
            painter.setFont(self._theme.font(TextSize.SMALL, QFont.Weight.Bold))
            painter.setPen(self._theme.color(self._theme.colors.on_accent))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._shown_count())

    def _shown_count(self) -> str:
        return f"{_MOST}+" if self._count > _MOST else str(self._count)

    def _badge_rect(self) -> QRectF:
        height = self._theme.scaled(16 if self._is_folded else 20)
        text = self._theme.metrics(TextSize.SMALL, QFont.Weight.Bold).horizontalAdvance(self._shown_count())
        width = max(height, text + Space.XS)
        # Folded, it sits in the corner, so that the icon can still be told.
        left = self.width() - width - (0 if self._is_folded else 10)
        top = 0 if self._is_folded else (self.height() - height) / 2
        return QRectF(self._from_left(left, width), top, width, height)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _from_left(self, left: float, width: float) -> float:
        return self.width() - left - width if self._is_mirrored() else left
