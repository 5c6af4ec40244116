"""A few words over the lower edge of a page, with one way back; they go away by themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.painting import fill_rounded, outline_rounded

_LEAST_WORDS = 180
_AT_THE_END = Qt.AlignmentFlag.AlignRight


class _WayBack(LinkButton):
    size_of_text = TextSize.NORMAL


class _Wrapping(TextLabel):
    def set_text(self, text: str) -> None:
        self.setText(text)


class Snack(QWidget):
    """Hidden until `say`; it never takes the focus, and stays while the pointer or the focus is on it."""

    acted = Signal()
    gone = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = self._label()
        self._button = _WayBack(theme, "", self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.acted)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XXS, Space.XS, Space.XXS)
        row.setSpacing(Space.XS)
        row.addWidget(self._words)
        row.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self._time_is_over)
        theme.changed.connect(self.update)
        self.hide()

    def _label(self) -> ElidedLabel | _Wrapping:
        return ElidedLabel(self._theme, parent=self)

    def say(self, words: str, action: str, shown_ms: int) -> None:
        """Show `words` and a button for so long; what stood there before is replaced."""
        self.reword(words, action)
        self.show()
        self.raise_()
        self._time.start(shown_ms)

    def reword(self, words: str, action: str) -> None:
        """The same in another language; the time goes on."""
        self._words.set_text(words)
        self._button.setText(action)
        self._button.updateGeometry()
        self.setAccessibleName(words)

    def leave(self) -> None:
        self._time.stop()
        if not self.isHidden():
            self.gone.emit()
            self.hide()

    def has_focus(self) -> bool:
        return self._button.hasFocus()

    def _time_is_over(self) -> None:
        if self.underMouse() or self.has_focus():
            self._time.start()
        else:
            self.leave()

    def sizeHint(self) -> QSize:
        needed, height = self._row.sizeHint(), self._theme.scaled(40)
        return QSize(needed.width(), max(needed.height(), height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, Radius.M, self._theme.color(self._theme.colors.sunken))
        outline_rounded(painter, rect, Radius.M, self._theme.color(self._theme.colors.line))


class WrappingSnack(Snack):
    """One for a sentence that is not cut: it goes on in the next line, or above its button, where there is no room."""

    def _label(self) -> _Wrapping:
        return _Wrapping(self._theme, parent=self)

    def fit(self, room: int) -> QSize:
        """Arrange for a window that has so much room across; the size it takes."""
        margins, spacing = self._row.contentsMargins(), self._row.spacing()
        around = margins.left() + margins.right()
        metrics = self._words.fontMetrics()
        words = metrics.horizontalAdvance(self.accessibleName()) + metrics.averageCharWidth()
        button = self._button.sizeHint()
        width = min(room, around + words + spacing + button.width())
        beside = width - around - spacing - button.width()
        is_above = beside < min(words, self._theme.scaled(_LEAST_WORDS))
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_above else QBoxLayout.Direction.LeftToRight)
        self._row.setAlignment(self._button, _AT_THE_END if is_above else Qt.AlignmentFlag.AlignVCenter)
        height = self._words.heightForWidth(width - around if is_above else beside)
        height = height + spacing + button.height() if is_above else max(height, button.height())
        return QSize(width, max(height + margins.top() + margins.bottom(), self._theme.scaled(40)))
