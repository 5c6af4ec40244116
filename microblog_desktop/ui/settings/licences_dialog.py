"""The licences of this program and of every library in it, to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.system.computer.licences import Library
from microblog_desktop.ui.theme.styles import field_style, list_style, scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

_SIZE = (720, 520)
_NARROW = (400, 520)
_LIST_WIDTH = 210


class LicencesDialog(QDialog):
    """Show it with `open()`."""

    def __init__(self, theme: Theme, libraries: Sequence[Library], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._libraries = tuple(libraries)
        self.list = QListWidget()
        self.list.addItems([f"{one.name} {one.version}" for one in libraries])
        self.title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.title.setBuddy(self.text)
        self._close = SecondaryButton(theme)
        self._dress(theme)
        self._lay_out(theme)
        self.list.currentRowChanged.connect(self._show)
        self._close.clicked.connect(self.reject)
        is_narrow = parent is not None and parent.width() < theme.scaled(_SIZE[0])
        self.resize(*(_NARROW if is_narrow else _SIZE))
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Licences"))
        self.list.setAccessibleName(_("Libraries"))
        self._close.setText(_("Close"))

    def _dress(self, theme: Theme) -> None:
        colors = theme.colors
        field = field_style(theme, border=colors.line, background=colors.surface)
        self.text.setStyleSheet(field + scroll_bar_style(theme))
        self.text.setFont(theme.font(TextSize.SMALL))
        self.list.setStyleSheet(list_style(theme) + scroll_bar_style(theme))
        self.list.setFont(theme.font(TextSize.SMALL))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self, theme: Theme) -> None:
        reading = QVBoxLayout()
        reading.setSpacing(Space.XS)
        reading.addWidget(self.title)
        reading.addWidget(self.text, 1)
        both = QHBoxLayout()
        both.setSpacing(Space.S)
        both.addWidget(self.list, 2)
        both.addLayout(reading, 5)
        self.list.setMaximumWidth(theme.scaled(_LIST_WIDTH))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addLayout(both, 1)
        column.addLayout(buttons)

    def _show(self, number: int) -> None:
        if number < 0:
            return
        one = self._libraries[number]
        name = f"{one.name}: {one.licence}" if one.licence else one.name
        self.title.setText(name)
        self.text.setPlainText(one.text or _("This library comes without the text of its licence."))
        self.text.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
