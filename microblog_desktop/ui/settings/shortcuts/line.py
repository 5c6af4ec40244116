"""A line of the list of keys: what they do, each of them as a button, and what else can be done with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.keys.pressed import native_keys
from microblog_desktop.ui.settings.shortcuts.capture import KeyCapture
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import IconButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.menu import Menu
from microblog_desktop.viewmodels.keys.choosing import KeyChoices, KeyRow


class KeyButton(SecondaryButton):
    """Some keys of an action; pressed it asks for others, Del takes them away."""

    size_of_text = TextSize.SMALL
    height_px = 28
    padding = Space.XS + 2

    removed = Signal()

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self.sleeps = False

    def ink(self) -> str:
        return self._theme.colors.muted if self.sleeps else super().ink()

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        if self.sleeps:
            edge, high = self.padding // 2, max(1, self._theme.scaled(1))
            line = QRect(edge, self.height() // 2, self.width() - 2 * edge, high)
            painter.fillRect(line, self._theme.color(self.ink()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class KeyLine(QWidget):
    """`show_row` again whenever the keys are others; it keeps the focus."""

    def __init__(self, theme: Theme, choices: KeyChoices, row: KeyRow) -> None:
        super().__init__()
        self._theme = theme
        self._choices = choices
        self._row = row
        self.capture: KeyCapture | None = None
        self.buttons: list[KeyButton] = []
        self._meaning = TextLabel(theme, size=TextSize.SMALL)
        self._fixed = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._fixed.setWordWrap(False)
        self.more = IconButton(theme, "more", "")
        self.more.clicked.connect(self._open_menu)
        self._line = QHBoxLayout()
        self._line.setSpacing(Space.XS)
        self._line.addWidget(self._meaning, 1)
        self._line.addWidget(self._fixed)
        self._line.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.XXS, 0, Space.XXS)
        self._column.setSpacing(Space.XXS)
        self._column.addLayout(self._line)
        self.show_row(row)

    def show_row(self, row: KeyRow) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons)
        self._row = row
        self._meaning.setText(row.words)
        is_fixed = not row.name
        self._fixed.setVisible(is_fixed or not row.keys)
        self._fixed.setText(native_keys(row.keys) if row.keys else _("no keys"))
        self.more.setVisible(not is_fixed)
        self.more.set_name(_("More for “{meaning}”").format(meaning=row.words))
        if not is_fixed:
            self._show_buttons(row)
        if had_focus:
            self.take_focus()

    @property
    def words(self) -> str:
        return self._row.words

    def take_focus(self) -> None:
        target = self.buttons[0] if self.buttons else self.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, instead_of: str = "") -> None:
        """Wait for new keys, below the line."""
        if self.capture is not None:
            return
        capture = self.capture = KeyCapture(self._theme, self._choices, self._row.name, instead_of)
        capture.finished.connect(self._asked)
        self._column.addWidget(capture)
        # A layout shows it later, and what is hidden takes no focus.
        capture.show()
        capture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> None:
        capture, self.capture = self.capture, None
        if capture is not None:
            capture.hide()
            capture.deleteLater()
            self.take_focus()

    def _show_buttons(self, row: KeyRow) -> None:
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for key in row.keys:
            button = KeyButton(self._theme, native_keys((key,)).replace("&", "&&"))
            # A name, and not a picture of the keys alone, is what is heard.
            button.setAccessibleName(f"{row.words}: {native_keys((key,))}")
            button.sleeps = key in row.sleeping
            reason = _("Does nothing while keys of one letter are off") if button.sleeps else ""
            button.setAccessibleDescription(reason)
            button.setToolTip(button.accessibleDescription() or _("Press to choose others, Del to remove"))
            button.clicked.connect(partial(self.ask, key))
            button.removed.connect(partial(self._choices.remove, row.name, key))
            self._line.insertWidget(self._line.count() - 1, button)
            button.show()
            self.buttons.append(button)
        self.put_in_order()

    def put_in_order(self) -> None:
        """For the Tab key; again when the line has come into its window, since Qt forgets what was said before."""
        before: QWidget = self._meaning
        for widget in (*self.buttons, self.more):
            QWidget.setTabOrder(before, widget)
            before = widget

    def new_menu(self) -> Menu:
        """What else can be done with the keys of the line."""
        row, menu = self._row, Menu(self._theme, self)
        menu.add(_("Add keys…"), self.ask).setEnabled(row.can_have_more)
        for key in row.keys:
            shown = native_keys((key,))
            menu.add(_("Change {keys}…").format(keys=shown), partial(self.ask, key))
            menu.add(_("Remove {keys}").format(keys=shown), partial(self._choices.remove, row.name, key))
        menu.addSeparator()
        menu.add(_("As at first"), partial(self._choices.reset, row.name)).setEnabled(row.is_changed)
        return menu

    def _open_menu(self) -> None:
        menu = self.new_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.more)
