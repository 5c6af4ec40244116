"""All keys in groups, to be looked through and chosen anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.settings.shortcuts.line import KeyLine
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.keys.choosing import KeyChoices, KeySection


class ShortcutsEditor(QWidget):
    """Lines stay while their keys change; they are made anew only when others are shown."""

    def __init__(self, theme: Theme, choices: KeyChoices) -> None:
        super().__init__()
        self._theme = theme
        self._choices = choices
        self._shown: list[tuple[str, ...]] = []
        self._among: tuple[str, ...] = ()
        self.lines: list[KeyLine] = []
        self.filter = LineField(theme)
        self.filter.textChanged.connect(self.refresh)
        self._nothing = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._asleep = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._parts = QVBoxLayout()
        self._parts.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.filter)
        column.addWidget(self._asleep)
        column.addWidget(self._nothing)
        column.addLayout(self._parts)
        choices.changed.connect(self.refresh)
        self.refresh()

    def line(self, words: str) -> KeyLine:
        """The line with these words."""
        return next(line for line in self.lines if line.words == words)

    def show_found(self, parts: tuple[str, ...]) -> None:
        """Only the lines that were found from outside; all of them if there are none."""
        if parts != self._among:
            self._among = parts
            self.filter.setVisible(not parts)
            self.refresh()

    def refresh(self) -> None:
        self.filter.setPlaceholderText(_("Find what a key does"))
        self.filter.setAccessibleName(_("Find what a key does"))
        self._nothing.setText(_("No keys with these words"))
        words = "" if self._among else self.filter.text()
        sections = self._choices.sections(words, self._among)
        self._nothing.setVisible(not sections)
        self._asleep.setText(_("Keys with a line through them do nothing while keys of one letter are off."))
        self._asleep.setVisible(any(row.sleeping for section in sections for row in section.rows))
        shown = [(section.title, *(row.words for row in section.rows)) for section in sections]
        if shown != self._shown:
            self._shown = shown
            self._fill(sections)
            return
        rows = (row for section in sections for row in section.rows)
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row)

    def _fill(self, sections: tuple[KeySection, ...]) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = []
        for section in sections:
            title = TextLabel(self._theme, section.title, size=TextSize.SMALL, weight=QFont.Weight.DemiBold)
            title.setContentsMargins(0, Space.S, 0, Space.XXS)
            self._parts.addWidget(title)
            for row in section.rows:
                line = KeyLine(self._theme, self._choices, row)
                self._parts.addWidget(line)
                line.put_in_order()
                self.lines.append(line)

    def changeEvent(self, event: QEvent) -> None:
        if is_language_change(event):
            self.refresh()
        super().changeEvent(event)
