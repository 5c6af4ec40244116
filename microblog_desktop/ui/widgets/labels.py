"""Plain text on screen: labels that wrap, and one-line labels that are cut with an ellipsis.

Neither ever reads its text as HTML.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from microblog_desktop.ui.pointing.person_spot import point_at
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import TextSize
from microblog_desktop.ui.widgets.painting import leading

_FROM_THE_RIGHT = "\u200f"
_READ_FROM_THE_RIGHT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))
"""A mark without width, and the letters of Hebrew, Arabic and their relatives."""


class TextLabel(QLabel):
    """Words in one of the theme's sizes and colours; they wrap where the room ends."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: TextSize = TextSize.NORMAL,
        weight: QFont.Weight = QFont.Weight.Normal,
        color: str = "text",
    ) -> None:
        """`color` is the name of one of the theme's colours."""
        super().__init__(parent)
        self.setText(text)
        self._theme = theme
        self._size = size
        self._weight = weight
        self._color_name = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._align()

    def setText(self, text: str) -> None:
        """A sentence of ours that begins with a Latin name still reads as its language does; Qt goes by the name."""
        turns = self.layoutDirection() is Qt.LayoutDirection.RightToLeft and _turns_from_latin(text)
        super().setText(_FROM_THE_RIGHT + text if turns else text)

    def text(self) -> str:
        return super().text().removeprefix(_FROM_THE_RIGHT)

    def set_color(self, color: str) -> None:
        self._color_name = color
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange and not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        """At the edge where one begins to read, whatever letters it is in: Qt would put Latin ones at the left."""
        self.setAlignment(Qt.AlignmentFlag(leading(self)) | Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        palette = self.palette()
        color = self._theme.color(getattr(self._theme.colors, self._color_name))
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.setPalette(palette)
        self.setFont(self._theme.font(self._size, self._weight))


def _turns_from_latin(text: str) -> bool:
    """Whether it begins with a letter read from the left, and has others after it."""
    sides = [
        any(first <= letter <= last for first, last in _READ_FROM_THE_RIGHT) for letter in text if letter.isalpha()
    ]
    return any(sides) and not sides[0]


class ElidedLabel(QWidget):
    """One line; what does not fit is replaced by an ellipsis and shown as a tip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: TextSize = TextSize.NORMAL,
        weight: QFont.Weight = QFont.Weight.Normal,
        color: str = "text",
    ) -> None:
        """`color` is the name of one of the theme's colours."""
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._weight = weight
        self._color_name = color
        self._text = ""
        self._username = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def tell_of(self, username: str) -> None:
        """It is the name of somebody: whoever points at it points at them."""
        self._username = username

    def set_text(self, text: str) -> None:
        flat = " ".join(text.split())
        if flat != self._text:
            self._text = flat
            self.setAccessibleName(flat)
            self.updateGeometry()
            self.update()

    def set_color(self, color: str) -> None:
        self._color_name = color
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics(self._size, self._weight)
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        point_at(self, self._username, self.rect(), event)
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        metrics = self._theme.metrics(self._size, self._weight)
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        tip = self._text if shown != self._text else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setFont(self._theme.font(self._size, self._weight))
        painter.setPen(self._theme.color(getattr(self._theme.colors, self._color_name)))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = leading(self) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), align | int(Qt.TextFlag.TextSingleLine), shown)
