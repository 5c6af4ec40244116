"""The rows of a section, or those that were found in several: what stays the same stays the same widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.settings.controls import OwnWidgets, row_for
from microblog_desktop.ui.settings.rows import SettingRow
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.settings.model import Group
from microblog_desktop.viewmodels.settings.setting import Setting

_NOTHING = "nothing"


class SectionLink(LinkButton):
    """The title of a section over what was found in it; leads there."""

    size_of_text = TextSize.HEADING
    weight = QFont.Weight.Bold
    padding = Space.XXS
    height_px = 40


class RowList(QWidget):
    """Tells by `section_wanted` which section, and which setting of it, one wants to go to."""

    section_wanted = Signal(str, str)

    def __init__(self, theme: Theme, own: OwnWidgets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._own = own
        self._widgets: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.XL)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_section(self, group: Group) -> None:
        self._keep([_id(group, setting) for setting in group.settings])
        for place, setting in enumerate(group.settings):
            self._row(place, group, setting).show_setting(setting)

    def show_found(self, groups: Sequence[Group]) -> None:
        ids = [_NOTHING] if not groups else []
        for group in groups:
            ids += [_heading(group), *(_id(group, setting) for setting in group.settings)]
        self._keep(ids)
        if not groups:
            self._label(_("No setting is called that. Try other words."))
            return
        start = 0
        for group in groups:
            self._link(start, group)
            for place, setting in enumerate(group.settings, start=start + 1):
                self._row(place, group, setting).show_setting(setting)
            start += 1 + len(group.settings)

    def row(self, section: str, setting: str) -> SettingRow | None:
        """The row of a setting, if it is shown."""
        prefix = f"{section}/{setting}/"
        found = next((row for name, row in self._widgets.items() if name.startswith(prefix)), None)
        return found if isinstance(found, SettingRow) else None

    @property
    def rows(self) -> list[SettingRow]:
        """From the top down."""
        return [row for row in map(self._placed, range(self._column.count())) if isinstance(row, SettingRow)]

    def has_focus_inside(self) -> bool:
        return self._focused() is not None

    def name_at(self, y: int) -> str:
        """What `widget_named` finds again: the one that has the focus if there is one, else the one at this height."""
        focused = self._focused()
        for name, widget in self._widgets.items():
            if focused is not None and widget.isAncestorOf(focused):
                return name
        return next((name for name, widget in self._widgets.items() if widget.geometry().bottom() >= y), "")

    def widget_named(self, name: str) -> QWidget | None:
        return self._widgets.get(name)

    # Keeping what stays.

    def _keep(self, ids: Sequence[str]) -> None:
        wanted = set(ids)
        for name in [name for name in self._widgets if name not in wanted]:
            widget = self._widgets.pop(name)
            focused = self._focused()
            if focused is not None and widget.isAncestorOf(focused):
                self._pass_focus_on(widget)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _pass_focus_on(self, going: QWidget) -> None:
        """To the control above: the window would give it to something far away."""
        above = [row for row in self.rows if row is not going and row.y() < going.y() and row.control is not None]
        if above and above[-1].control is not None:
            above[-1].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, place: int, group: Group, setting: Setting) -> SettingRow:
        name = _id(group, setting)
        row = self._widgets.get(name)
        if not isinstance(row, SettingRow):
            row = row_for(self._theme, setting, self._own)
        self._put(place, name, row)
        return row

    def _link(self, place: int, group: Group) -> None:
        name = _heading(group)
        link = self._widgets.get(name)
        if not isinstance(link, SectionLink):
            link = SectionLink(self._theme)
            first = group.settings[0].key
            link.clicked.connect(lambda: self.section_wanted.emit(group.key, first))
        link.setText(group.title.replace("&", "&&"))
        link.setAccessibleName(group.title)
        link.updateGeometry()
        self._put(place, name, link)

    def _label(self, words: str) -> None:
        label = self._widgets.get(_NOTHING)
        if not isinstance(label, TextLabel):
            label = TextLabel(self._theme, color="muted")
        label.setText(words)
        self._put(0, _NOTHING, label)

    def _placed(self, place: int) -> QWidget | None:
        item = self._column.itemAt(place) if place >= 0 else None
        return None if item is None else item.widget()

    def _focused(self) -> QWidget | None:
        """What in here has the focus, or will once the window is active again."""
        # Qt answers None where nothing has the focus; its type hints do not say so.
        focused: QWidget | None = self.window().focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _put(self, place: int, name: str, widget: QWidget) -> None:
        if self._column.indexOf(widget) != place:
            self._column.insertWidget(place, widget)
            # Now, not with the next event: it may be given the focus.
            widget.show()
        self._widgets[name] = widget
        before = self._placed(place - 1)
        if before is not None:
            _tab_from(before, widget)


def _tab_from(before: QWidget, widget: QWidget) -> None:
    """The Tab key goes down, whichever row was made first."""
    ends = [one.control for one in (before, widget) if isinstance(one, SettingRow) and one.control is not None]
    if len(ends) == 2:
        QWidget.setTabOrder(ends[0], ends[1])


def _id(group: Group, setting: Setting) -> str:
    return f"{group.key}/{setting.key}/{type(setting).__name__}"


def _heading(group: Group) -> str:
    return f"{group.key}//"
