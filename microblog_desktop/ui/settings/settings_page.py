"""The settings: sections at one side, the rows of the open one at the other, and a search over all of them.

Where there is no room for both, the sections are a page of their own with a way back to it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.header import PageHeader
from microblog_desktop.ui.settings.controls import OwnWidgets
from microblog_desktop.ui.settings.row_list import RowList
from microblog_desktop.ui.settings.scroll_room import ScrollRoom
from microblog_desktop.ui.settings.section_list import WIDTH, SectionList
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import MAX_TEXT_WIDTH, Space
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.viewmodels.settings.model import SettingsModel

FOLDS_BELOW = 660
_WIDEST = 16_777_215


class SettingsPage(Panel):
    """Draws any section; `own` makes the widgets of settings that have one of their own, by the setting's key."""

    def __init__(self, theme: Theme, model: SettingsModel, own: OwnWidgets, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.section = model.keys[0]
        self._is_inside = False  # of a section, where only that or the list has room
        self.list = SectionList(theme, model.keys)
        self.header = PageHeader(theme)
        self.rows = RowList(theme, own)
        self._lay_out()
        self.list.chosen.connect(self.open_section)
        self.list.field.textChanged.connect(self._search)
        self.list.field.typed.connect(self._search)
        self.list.field.below_wanted.connect(self._go_below)
        self.list.field.cleared_again.connect(self.list.take_focus)
        self.header.back.connect(self.go_back)
        self.rows.section_wanted.connect(self.open_section)
        model.changed.connect(self.refresh)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    # What others ask.

    def open_section(self, key: str, setting: str = "") -> None:
        """Show a section, at the row of `setting`; the search is over."""
        self.list.field.blockSignals(True)
        self.list.field.clear()
        self.list.field.blockSignals(False)
        is_another = key != self.section
        self.section = key
        self._is_inside = True
        self.refresh()
        if is_another:
            self._scroll.verticalScrollBar().setValue(0)
        if self.is_narrow and not self.rows.has_focus_inside():
            self._go_below()
        row = self.rows.row(key, setting)
        if row is not None:
            QTimer.singleShot(0, row, lambda: self._show_row(key, setting))

    def begin(self, text: str) -> bool:
        """Search for this, to which more is typed."""
        self._is_inside = False
        self._arrange()
        if text:
            self.list.field.setText(text)
        self.list.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.field.selectAll()
        return True

    def go_back(self) -> bool:
        """From the search to the section, from the section to the list where that is a page of its own."""
        if self.list.field.seen_text:
            self.list.field.clear()
            self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.is_narrow and self._is_inside:
            self._is_inside = False
            self._arrange()
            self.list.take_focus()
            return True
        return False

    def take_focus(self) -> None:
        """Where it was on the page, or at the open section."""
        # Qt answers None where nothing has the focus; its type hints do not say so.
        before: QWidget | None = self.focusWidget()
        field = self.list.field
        # The stack of pages gives it to the first that can have it, which is the empty field.
        is_wanted = before is not None and before is not self and (before is not field or bool(field.text()))
        if before is not None and is_wanted and before.isVisibleTo(self):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.is_narrow and self._is_inside:
            self._go_below()
        else:
            self.list.take_focus()

    @property
    def is_narrow(self) -> bool:
        return self.width() < self._theme.scaled(FOLDS_BELOW)

    @property
    def is_searching(self) -> bool:
        return bool(self.list.field.seen_text.strip())

    def refresh(self) -> None:
        """Say everything as it is now, in the language of now, at the place where one is."""
        self._hold_place()
        self.list.say(self._model.titles())
        if self.is_searching:
            self.list.show_none()
            self.header.set_title(_("What was found"))
            self.rows.show_found(self._model.find(self.list.field.seen_text))
        else:
            self.list.show_current(self.section)
            group = self._model.group(self.section)
            self.header.set_title(group.title)
            self.rows.show_section(group)
        self._arrange()

    def close_model(self) -> None:
        self._model.close()

    # Building.

    def _lay_out(self) -> None:
        self._content = QWidget()
        inside = QWidget()
        self._margins = QVBoxLayout(inside)
        self._margins.addWidget(self.rows)
        self._scroll = ScrollRoom(self._theme, inside)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._scroll, 1)
        self._line = Line.standing(self._theme)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._parts.addWidget(self.list)
        self._parts.addWidget(self._line)
        self._parts.addWidget(self._content, 1)

    def _restyle(self) -> None:
        self._hold_place()
        self.rows.setMaximumWidth(self._theme.scaled(MAX_TEXT_WIDTH))
        self._arrange()

    def _arrange(self) -> None:
        """What of it has room."""
        is_narrow, is_searching = self.is_narrow, self.is_searching
        is_inside = self._is_inside and not is_searching
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self.list.setVisible(not is_narrow or not is_inside)
        self.list.room.setVisible(not is_narrow or not is_searching)
        self.list.setMinimumWidth(0 if is_narrow else self._theme.scaled(WIDTH))
        self.list.setMaximumWidth(_WIDEST if is_narrow else self._theme.scaled(WIDTH))
        self._line.setVisible(not is_narrow)
        self._content.setVisible(not is_narrow or is_inside or is_searching)
        self.header.setVisible(not is_narrow or not is_searching)
        if is_narrow and is_inside:
            self.header.show_back()
        else:
            self.header.hide_back()
        edge = int(Space.M if is_narrow else Space.XL)
        self.header.line.setContentsMargins(edge, 0, edge, 0)
        self._margins.setContentsMargins(edge, 0, edge, 0)

    # Doing.

    def _search(self) -> None:
        if not self.is_searching:
            self._is_inside = False
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def _go_below(self) -> None:
        """From the field to what stands below it."""
        if self.is_searching or (self.is_narrow and self._is_inside):
            control = next((row.control for row in self.rows.rows if row.control is not None), None)
            if control is not None:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.take_focus()

    def _show_row(self, section: str, setting: str) -> None:
        row = self.rows.row(section, setting)
        if row is not None:
            self._scroll.ensureWidgetVisible(row)
            if row.control is not None:
                row.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold_place(self) -> None:
        """The row that one looks at stays where it is, though those above it may get higher."""
        viewport = self._scroll.viewport()
        name = self.rows.name_at(self.rows.mapFrom(viewport, viewport.rect().topLeft()).y())
        held = self.rows.widget_named(name)
        if held is not None and self._scroll.verticalScrollBar().value() > 0:
            before = held.mapTo(self, held.rect().topLeft()).y()
            QTimer.singleShot(0, self, lambda: self._put_back(name, before))

    def _put_back(self, name: str, before: int) -> None:
        held = self.rows.widget_named(name)
        if held is not None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + held.mapTo(self, held.rect().topLeft()).y() - before)

    # Qt tells.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.refresh()
        super().changeEvent(event)
