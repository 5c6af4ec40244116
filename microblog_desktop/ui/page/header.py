"""The line above a page: its title, and the way back where there is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import HEADER_HEIGHT, Space, TextSize
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.ui.widgets.labels import ElidedLabel


class PageHeader(QWidget):
    """A title in the column of the page; `back` appears where somebody came from elsewhere."""

    back = Signal()

    def __init__(self, theme: Theme, column: int = 0, parent: QWidget | None = None) -> None:
        """`column` is the greatest width of the page's content, which the title begins with; 0 is no bound."""
        super().__init__(parent)
        self._theme = theme
        self._back = IconButton(theme, "arrow-left", "", self)
        self._back.hide()
        self._back.clicked.connect(self.back)
        self._title = ElidedLabel(theme, "", self, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        inside = self._inside = QWidget(self)
        self._column = column
        self.line = QHBoxLayout(inside)
        self.line.setContentsMargins(Space.L, 0, Space.L, 0)
        self.line.setSpacing(Space.XS)
        self.line.addWidget(self._back)
        self.line.addWidget(self._title, 1)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addStretch(1)
        # The margins get room only when the column has all of its own.
        outside.addWidget(inside, 100_000)
        outside.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_title(self, title: str) -> None:
        self._title.set_text(title)
        self._back.set_name(_("Back"))

    @property
    def has_back(self) -> bool:
        return not self._back.isHidden()

    def show_back(self) -> None:
        self._point_back()
        self._back.show()

    def hide_back(self) -> None:
        self._back.hide()

    def _point_back(self) -> None:
        """Against the direction one reads in."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._back.set_icon_name("arrow-right" if is_mirrored else "arrow-left")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._point_back()
        super().changeEvent(event)

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.scaled(HEADER_HEIGHT))
        if self._column:
            self._inside.setMaximumWidth(self._theme.scaled(self._column))
