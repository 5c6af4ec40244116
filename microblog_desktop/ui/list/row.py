"""What the virtual list asks of a row's widget and of whoever makes it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.pointing.person_spot import PersonPlace, ask_about, point_at

_MOUSE_REASONS = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text by its first character, and where in the row it begins."""

    character: int
    top: int


class RowWidget(QWidget):
    """A widget that shows one row at a time and is bound to another when its own scrolls away.

    Subclasses implement `bind` and `height_for`. Only the current row is on the
    keyboard's way, with its `tab_stops`; the others are reached by the arrow keys.
    """

    height_changed = Signal()
    is_heading = False  # of the rows below it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_key: Hashable | None = None
        self.kind = ""
        self.shows_ring = False
        self._is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def bind(self, row: object) -> None:
        """Show `row`; called again whenever the row changes."""
        raise NotImplementedError

    def height_for(self, width: int) -> int:
        """Lay out for `width` and tell how high that is."""
        raise NotImplementedError

    def said(self) -> str:
        """The row in one sentence, as it is true now."""
        return self.accessibleName()

    def tab_stops(self) -> list[QWidget]:
        """What the Tab key visits inside the current row, in reading order."""
        return []

    def line_at(self, y: int) -> TextLine | None:
        """The line of the row's text at a height, or the nearest one; None if the row has no text to read on in."""
        return None

    def line_top(self, character: int) -> int | None:
        """Where the line of text with this character begins, laid out as it is now."""
        return None

    def person_at(self, _at: QPoint) -> PersonPlace | None:
        """Whose painted name or picture is at a point; rows that know follow the mouse (`setMouseTracking`)."""
        return None

    def person(self) -> PersonPlace | None:
        """Whom the row is of, and where it shows that."""
        return None

    def ask_about_person(self) -> bool:
        """Somebody wants to know more of them, by the keyboard; tells whether there is anybody."""
        found = self.person()
        if found is not None:
            ask_about(self, found.username, found.place)
        return found is not None

    def can_activate(self) -> bool:
        """Whether the row as a whole can be pressed."""
        return False

    def activate(self) -> None:
        """What Enter does to the row, and a press by a screen reader."""

    def is_chosen(self) -> bool:
        """Whether Enter elsewhere, as in a field above the list, would press this row."""
        return False

    def is_busy(self) -> bool:
        """Whether a person is at work in this row (a selection, an open menu)."""
        return False

    @property
    def is_pinned(self) -> bool:
        """Whether the widget must not be given another row now."""
        return self.is_busy() or self.has_focus_inside()

    def has_focus_inside(self) -> bool:
        """Whether keys go to this row, or will once its window is active again."""
        # Qt answers None where nothing has the focus; its type hints do not say so.
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    @property
    def is_current(self) -> bool:
        return self._is_current

    def become_current(self) -> None:
        self._is_current = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        before: QWidget = self
        for stop in self.tab_stops():
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            QWidget.setTabOrder(before, stop)
            before = stop

    def leave_current(self) -> None:
        self._is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for stop in self.tab_stops():
            stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = None if event.buttons() or self.is_busy() else self.person_at(event.position().toPoint())
        if found is not None:
            point_at(self, found.username, found.place, event)
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_ring = event.reason() not in _MOUSE_REASONS
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.shows_ring = False
        self.update()
        super().focusOutEvent(event)


class RowFactory(Protocol):
    """Makes row widgets; rows of one `kind` can use each other's widgets."""

    def kind(self, row: object) -> str: ...

    def create(self, kind: str, parent: QWidget) -> RowWidget: ...
