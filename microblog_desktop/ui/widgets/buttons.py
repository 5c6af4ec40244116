"""Buttons: primary, secondary, danger, link, icon and pill, painted from the theme's tokens.

All share one base that knows hover, the keyboard's focus ring and accessible
names, so that a button looks and speaks the same everywhere.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.painting import fill_rounded, focus_ring, mix, outline_rounded

_MOUSE_REASONS = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_RING_INSET = 3.0


class PaintedButton(QAbstractButton):
    """A button with an icon, a text or both; subclasses choose colours and measures."""

    size_of_text = TextSize.NORMAL
    weight = QFont.Weight.DemiBold
    height_px = 32
    padding = Space.M - 2
    radius = float(Radius.S)
    icon_px = 16

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._is_hovered = False
        self._shows_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        theme.changed.connect(self._restyle)

    def set_icon_name(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    # Colours, for subclasses.

    def ink(self) -> str:
        return self._theme.colors.text

    def fill(self) -> QColor | None:
        return None

    def outline(self) -> str:
        return ""

    def tinted(self, base: str) -> QColor:
        """`base`, a little towards the text colour under the pointer and more when pressed."""
        share = 0.18 if self.isDown() else 0.09 if self._is_hovered and self.isEnabled() else 0.0
        return mix(self._theme.color(base), self._theme.color(self._theme.colors.text), share)

    # Measures.

    def sizeHint(self) -> QSize:
        width = 2 * self.padding
        if self._icon:
            width += self._theme.scaled(self.icon_px)
        if self.text():
            width += self._theme.metrics(self.size_of_text, self.weight).horizontalAdvance(self._shown_text())
            width += int(Space.XS) if self._icon else 0
        return QSize(max(width, self._theme.scaled(self.height_px)), self._theme.scaled(self.height_px))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _shown_text(self) -> str:
        return self.text().replace("&&", "\x00").replace("&", "").replace("\x00", "&")

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        rect = QRectF(self.rect())
        fill = self.fill()
        if fill is not None:
            fill_rounded(painter, rect, self.radius, fill)
        if self.outline():
            outline_rounded(painter, rect, self.radius, self._theme.color(self.outline()))
        self._paint_content(painter)
        if self._shows_ring and self.hasFocus():
            self._paint_ring(painter, rect, fill)

    def _paint_ring(self, painter: QPainter, rect: QRectF, fill: QColor | None) -> None:
        """Around the button; within it where its ground is the colour of rings."""
        colors = self._theme.colors
        if fill is not None and self.ink() == colors.on_accent:
            inner = rect.adjusted(_RING_INSET, _RING_INSET, -_RING_INSET, -_RING_INSET)
            focus_ring(painter, inner, max(0, self.radius - _RING_INSET), self._theme.color(colors.on_accent))
        else:
            focus_ring(painter, rect, self.radius, self._theme.color(colors.accent))

    def _paint_content(self, painter: QPainter) -> None:
        text, size = self._shown_text(), self._theme.scaled(self.icon_px)
        metrics = self._theme.metrics(self.size_of_text, self.weight)
        text_width = metrics.horizontalAdvance(text) if text else 0
        gap = int(Space.XS) if text and self._icon else 0
        icon_width = size if self._icon else 0
        x = max(0, (self.width() - icon_width - gap - text_width) // 2)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._icon:
            icon_x = self.width() - x - size if is_mirrored else x
            picture = self._theme.icon(self._icon, self.ink(), size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(icon_x, (self.height() - size) // 2), picture)
        if text:
            left = x if is_mirrored else x + icon_width + gap
            painter.setFont(self._theme.font(self.size_of_text, self.weight))
            painter.setPen(self._theme.color(self.ink()))
            room = QRectF(left, 0, self.width() - left if not is_mirrored else text_width + 1, self.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute) | 1, shown)

    # Qt tells.

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = event.reason() not in _MOUSE_REASONS
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class PrimaryButton(PaintedButton):
    """The one thing to do here."""

    def ink(self) -> str:
        return self._theme.colors.on_accent

    def fill(self) -> QColor | None:
        return self.tinted(self._theme.colors.accent)


class SecondaryButton(PaintedButton):
    """Something else that can be done here."""

    def fill(self) -> QColor | None:
        return self.tinted(self._theme.colors.surface)

    def outline(self) -> str:
        return self._theme.colors.line


class DangerButton(PaintedButton):
    """Something that cannot be taken back."""

    def ink(self) -> str:
        return self._theme.colors.danger

    def fill(self) -> QColor | None:
        return self.tinted(self._theme.colors.surface)

    def outline(self) -> str:
        return self._theme.colors.danger


class LinkButton(PaintedButton):
    """A text that acts; underlined under the pointer."""

    size_of_text = TextSize.SMALL
    weight = QFont.Weight.Normal
    padding = Space.XXS
    height_px = 24
    icon_px = 14

    def ink(self) -> str:
        return self._theme.colors.accent

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        if self._is_hovered and self.isEnabled():
            metrics = self._theme.metrics(self.size_of_text, self.weight)
            y = (self.height() + metrics.height()) // 2 - 1
            painter.drawLine(self.padding, y, self.width() - self.padding, y)


class IconButton(PaintedButton):
    """An icon, perhaps with a number after it; its name is spoken and shown as a tip."""

    size_of_text = TextSize.SMALL
    weight = QFont.Weight.Normal
    height_px = 28
    padding = 6
    radius = 14.0

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent, icon=icon)
        self._color_name = "muted"
        self.set_name(name)

    def set_name(self, name: str) -> None:
        if self.accessibleName() != name:
            self.setAccessibleName(name)
            self.setToolTip(name)

    def set_color(self, color_name: str) -> None:
        """Use another of the theme's colours, by its name there."""
        if self._color_name != color_name:
            self._color_name = color_name
            self.update()

    def ink(self) -> str:
        color: str = getattr(self._theme.colors, self._color_name)
        return color

    def fill(self) -> QColor | None:
        if not (self._is_hovered or self.isDown()):
            return None
        return self._theme.color(self._theme.colors.sunken)


class PillButton(PaintedButton):
    """A round button that floats over a list, such as "↑ 12 new posts"."""

    size_of_text = TextSize.SMALL
    padding = Space.M
    height_px = 34
    radius = 17.0

    def ink(self) -> str:
        return self._theme.colors.on_accent

    def fill(self) -> QColor | None:
        return self.tinted(self._theme.colors.accent)

    def _restyle(self) -> None:
        self.radius = self._theme.scaled(self.height_px) / 2
        super()._restyle()
