"""A row for each kind of setting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from microblog_desktop.ui.page.confirmation import Confirmation
from microblog_desktop.ui.settings.choice_button import ChoiceButton
from microblog_desktop.ui.settings.rows import LEAST_ROOM_FOR_WORDS, PADDING, SettingRow
from microblog_desktop.ui.settings.switch import Switch
from microblog_desktop.ui.settings.wrapping_button import WrappingButton, WrappingDanger
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.viewmodels.settings.setting import (
    Acting,
    Choosing,
    Entering,
    Own,
    Setting,
    Switching,
)

OwnWidgets = Mapping[str, Callable[[Theme], QWidget]]
_FIELD_WIDTH = 240


def row_for(theme: Theme, setting: Setting, own: OwnWidgets) -> SettingRow:
    """An empty row of the kind; an `Own` setting has its widget from `own`, by its key."""
    if isinstance(setting, Choosing):
        return ChoosingRow(theme)
    if isinstance(setting, Switching):
        return SwitchingRow(theme)
    if isinstance(setting, Entering):
        return EnteringRow(theme)
    if isinstance(setting, Acting):
        return ActingRow(theme, setting) if setting.title else QuietRow(theme)
    if isinstance(setting, Own):
        return OwnRow(theme, own[setting.key](theme))
    return TellingRow(theme)


class ChoosingRow(SettingRow):
    def __init__(self, theme: Theme) -> None:
        self.button = ChoiceButton(theme)
        super().__init__(theme, self.button)

    def _show(self, setting: Setting) -> None:
        if isinstance(setting, Choosing):
            self.button.show_setting(setting)


class SwitchingRow(SettingRow):
    def __init__(self, theme: Theme) -> None:
        self.switch = Switch(theme)
        super().__init__(theme, self.switch)
        self._setting: Switching | None = None
        self.switch.wanted.connect(self._turn)

    def _show(self, setting: Setting) -> None:
        if isinstance(setting, Switching):
            self._setting = setting
            self.switch.show_state(is_on=setting.is_on)
            self.switch.setAccessibleName(setting.title)
            self.switch.setAccessibleDescription(setting.about)

    def _turn(self) -> None:
        if self._setting is not None:
            self._setting.turn()

    def _is_narrow(self, _control: QWidget) -> bool:
        """A switch always has the room."""
        return False


class EnteringRow(SettingRow):
    """Takes a text over when one presses Enter or leaves the field; what is wrong stays there to be put right."""

    def __init__(self, theme: Theme) -> None:
        self.field = LineField(theme)
        super().__init__(theme, self.field)
        self._setting: Entering | None = None
        self.field.editingFinished.connect(self._enter)
        theme.changed.connect(self._give_width)
        self._give_width()

    def _show(self, setting: Setting) -> None:
        if isinstance(setting, Entering):
            self._setting = setting
            self.field.setAccessibleName(setting.title)
            self.field.setPlaceholderText(setting.hint)
            self.field.setEchoMode(QLineEdit.EchoMode.Password if setting.is_secret else QLineEdit.EchoMode.Normal)
            self._describe()
            if not self.field.isModified() and self.field.text() != setting.text:
                self.field.setText(setting.text)
                self.field.setCursorPosition(0)  # an address is known by its beginning

    def _enter(self) -> None:
        if self._setting is None or not self.field.isModified():
            return
        complaint = self._setting.enter(self.field.text())
        self.field.set_wrong(bool(complaint))
        self.complain(complaint)
        self._describe()
        if not complaint:
            self.field.setModified(False)

    def _describe(self) -> None:
        about = self._setting.about if self._setting is not None else ""
        self.field.setAccessibleDescription(self.complaint or about)

    def _is_narrow(self, _control: QWidget) -> bool:
        return self.width() - self._theme.scaled(_FIELD_WIDTH) - Space.M < self._theme.scaled(LEAST_ROOM_FOR_WORDS)

    def _give_width(self) -> None:
        self.field.setFixedWidth(min(self._theme.scaled(_FIELD_WIDTH), max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_width()


class ActingRow(SettingRow):
    """What cannot be taken back is asked about first."""

    def __init__(self, theme: Theme, setting: Acting) -> None:
        self.button = WrappingDanger(theme) if setting.is_dangerous else WrappingButton(theme)
        super().__init__(theme, self.button)
        self._setting = setting
        self.button.clicked.connect(self._act)

    def _show(self, setting: Setting) -> None:
        if isinstance(setting, Acting):
            self._setting = setting
            self.button.setText(setting.words.replace("&", "&&"))
            # "Clear" says little without what is cleared.
            self.button.setAccessibleName(f"{setting.title}: {setting.words}")
            self.button.setAccessibleDescription(setting.about)
            self.button.updateGeometry()

    def _act(self) -> None:
        setting = self._setting
        if not setting.is_dangerous:
            setting.act()
            return
        dialog = Confirmation(self._theme, setting.title, setting.about, setting.words, self.window())
        dialog.accepted.connect(setting.act)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class QuietRow(SettingRow):
    """Something to do that needs no words but its own, such as the way back to the defaults."""

    def __init__(self, theme: Theme) -> None:
        self.button = LinkButton(theme)
        super().__init__(theme, self.button)
        self.line.setDirection(QBoxLayout.Direction.TopToBottom)
        self.line.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        self._setting: Acting | None = None
        self.button.clicked.connect(self._act)

    def _show(self, setting: Setting) -> None:
        if isinstance(setting, Acting):
            self._setting = setting
            self.button.setText(setting.words.replace("&", "&&"))
            self.button.updateGeometry()

    def _act(self) -> None:
        if self._setting is not None:
            self._setting.act()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No line below the last of all."""


class TellingRow(SettingRow):
    """Words that can be copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


@runtime_checkable
class FindsInside(Protocol):
    """A widget with lines that a search of the settings finds."""

    def show_found(self, parts: tuple[str, ...]) -> None:
        """Only these lines; all of them if there are none."""


class OwnRow(SettingRow):
    """A part with a widget of its own, below its words."""

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__(theme)
        self.widget = widget
        self.line.setDirection(QBoxLayout.Direction.TopToBottom)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(Space.XS)
        self.line.addWidget(widget, 1)
        # The widget knows how high it is; words that were given room to spare would float in it.
        self.line.setStretch(0, 0)

    def _show(self, setting: Setting) -> None:
        if isinstance(setting, Own) and isinstance(self.widget, FindsInside):
            self.widget.show_found(setting.found)
        has_words = bool(setting.title or setting.about)
        self.line.setContentsMargins(0, PADDING if has_words else 0, 0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No line: the widget has its own."""
