"""A themed menu, opened without a nested event loop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from microblog_desktop.ui.theme.styles import menu_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Radius


class Menu(QMenu):
    """A menu in the theme's colours; add entries, then `open_below` or `popup`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Rounded corners need a window without the system's square frame and shadow, and one through which one sees
        # what lies behind it: elsewhere they would be black.
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.FramelessWindowHint)
        self._corner = int(Radius.S) if _lets_through() else 0
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._corner > 0)
        self.restyle(theme)

    def restyle(self, theme: Theme) -> None:
        """In the colours of now."""
        self.setStyleSheet(menu_style(theme, self._corner))

    def add(self, words: str, act: Callable[[], object]) -> QAction:
        """Add an entry; `&` in its words is shown, never taken for a shortcut mark."""
        action = self.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: act())
        return action

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            # Its words were right when it was opened; it is opened again with new ones.
            self.close()

    def open_below(self, widget: QWidget) -> None:
        """Open under `widget`, at the edge where reading begins."""
        self._open_at(widget, widget.rect().bottom())

    def open_above(self, widget: QWidget) -> None:
        """Open over `widget`: for one at the bottom of the window."""
        self._open_at(widget, widget.rect().top() - self.sizeHint().height())

    def _open_at(self, widget: QWidget, top: int) -> None:
        is_mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = widget.rect().right() - self.sizeHint().width() if is_mirrored else widget.rect().left()
        self.popup(widget.mapToGlobal(QPoint(left, top)))


def _lets_through() -> bool:
    if QGuiApplication.platformName() != "xcb":
        return True
    # Nobody else needs what it takes to ask.
    from microblog_desktop.system.computer.compositing import x11_is_composited

    return x11_is_composited()
