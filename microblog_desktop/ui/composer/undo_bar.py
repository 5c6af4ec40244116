"""A bar that appears for a few seconds after sending and takes the post back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Radius, Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import ElidedLabel
from microblog_desktop.ui.widgets.painting import fill_rounded, outline_rounded
from microblog_desktop.viewmodels.writing.undo_send import UndoSendModel


class UndoBar(QWidget):
    """Floats above the lower edge of `page`."""

    def __init__(self, theme: Theme, model: UndoSendModel, page: QWidget) -> None:
        super().__init__(page)
        self._theme = theme
        self._model = model
        self._page = page
        self._words = ElidedLabel(theme, size=TextSize.SMALL)
        self._undo = LinkButton(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XXS, Space.S, Space.XXS)
        row.setSpacing(Space.XS)
        row.addWidget(self._words)
        row.addWidget(self._undo)
        self._undo.clicked.connect(model.undo)
        model.changed.connect(self.refresh)
        theme.changed.connect(self.update)
        page.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        self._words.set_text(self._model.text)
        self._undo.setText(self._model.action_text())
        self.setVisible(bool(self._model.text))
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._page.width() - self.width()) // 2, self._page.height() - self.height() - int(Space.M))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), Radius.S, self._theme.color(self._theme.colors.surface))
        outline_rounded(painter, QRectF(self.rect()), Radius.S, self._theme.color(self._theme.colors.line))
