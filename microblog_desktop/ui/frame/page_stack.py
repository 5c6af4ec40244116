"""The pages of a window: those it begins with, those that stand on top of them, and the way back through both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.frame.page_slot import PageSlot

MOST_VISITS = 20


@dataclass(frozen=True, slots=True)
class _Visit:
    """A page as one came to it; `ground` is the lasting page that it stands on, or itself."""

    page: PageSlot
    widget: QWidget
    ground: PageSlot


class PageStack(QStackedWidget):
    """Lasting pages are kept once they were built; a page on top of one ends when one leaves it."""

    changed = Signal()  # another page is open

    def __init__(self, pages: Sequence[PageSlot], parent: QWidget | None = None) -> None:
        """Nothing is open until `open`."""
        super().__init__(parent)
        self._pages = {page.key: page for page in pages}
        self._widgets: dict[str, QWidget] = {}
        self._visits: list[_Visit] = []
        self._first = pages[0]

    @property
    def page(self) -> PageSlot:
        """The page that is open."""
        return self._visits[-1].page if self._visits else self._first

    @property
    def ground(self) -> PageSlot:
        """The lasting page that the open one stands on, or is."""
        return self._visits[-1].ground if self._visits else self._first

    @property
    def is_on_top(self) -> bool:
        """Whether the open page stands on another one."""
        return self.page is not self.ground

    def open(self, key: str) -> None:
        """Show a lasting page; what stands on it ends; on the page that is open already, go to what is newest."""
        if not self._visits or key != self.ground.key:
            page = self._pages.get(key, self._first)
            self._go_to(_Visit(page, self._lasting(page), page))
        elif self.is_on_top:
            self._unwind()
        else:
            self.page.show_newest()

    def push(self, page: PageSlot) -> None:
        """Show a page on top of the open one, until one goes back."""
        if page.key == self.page.key:
            page.close()
            return
        ground, widget = self.ground, page.build()
        self.addWidget(widget)
        self._go_to(_Visit(page, widget, ground))

    def go_back(self) -> bool:
        """Within the page if it knows a way, else to the page one came from; tells whether there was a way."""
        if self.page.back():
            return True
        if len(self._visits) < 2 and not self.is_on_top:
            return False
        left = self._leave()
        self._show()
        self._end(left)
        return True

    def close_pages(self) -> None:
        """End every page that stands on another: the window goes."""
        while self._visits:
            self._end(self._visits.pop())

    def _go_to(self, visit: _Visit) -> None:
        self._visits.append(visit)
        self._show()
        while len(self._visits) > MOST_VISITS:
            self._end(self._visits.pop(0))

    def _unwind(self) -> None:
        left = []
        while self.is_on_top:
            left.append(self._leave())
        self._show()
        for visit in left:
            self._end(visit)

    def _leave(self) -> _Visit:
        """Forget how one came to the open page; some page is always open."""
        left = self._visits.pop()
        if not self._visits:
            # The way there was too long to be remembered whole.
            self._visits.append(_Visit(left.ground, self._lasting(left.ground), left.ground))
        return left

    def _show(self) -> None:
        page = self.page
        self.setCurrentWidget(self._visits[-1].widget)
        self.changed.emit()
        if page.take_focus is not None:
            page.take_focus()
        else:
            self._visits[-1].widget.setFocus()

    def _end(self, visit: _Visit) -> None:
        if visit.page is not visit.ground:
            visit.page.close()
            self.removeWidget(visit.widget)
            visit.widget.hide()
            visit.widget.deleteLater()

    def _lasting(self, page: PageSlot) -> QWidget:
        """The page's widget, made now if it was never shown."""
        if page.key not in self._widgets:
            self._widgets[page.key] = page.build()
            self.addWidget(self._widgets[page.key])
        return self._widgets[page.key]

    # Qt tells what nobody inside wanted.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.BackButton or not self.go_back():
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_on_top:
            self.go_back()
        else:
            event.ignore()
