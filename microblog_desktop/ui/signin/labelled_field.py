"""A field with its name above and one sentence below: what was recognised, or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.session.server_line import Line, Tone

_HIDDEN = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData


class LabelledField(QWidget):
    """Label, field and line; a bad line turns the field's border red and is spoken with the field."""

    def __init__(self, theme: Theme, field: LineField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = TextLabel(theme, size=TextSize.SMALL, weight=QFont.Weight.DemiBold)
        self._label.setBuddy(field)
        self._line = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._line)
        self.setFocusProxy(field)

    def set_label(self, text: str) -> None:
        self._label.setText(text)
        self.field.setAccessibleName(text)

    def say(self, line: Line) -> None:
        """Show `line` under the field; an empty one takes its room away."""
        self._line.setText(line.text)
        self._line.set_color(line.tone.value)
        self._line.setVisible(bool(line.text))
        self.field.set_wrong(bool(line.text) and line.tone is Tone.BAD)
        self.field.setAccessibleDescription(line.text)

    def complain(self, text: str) -> None:
        self.say(Line(text, Tone.BAD))

    def said(self) -> str:
        return self._line.text()


class PasswordField(LineField):
    """A field whose text can be shown for a moment."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._toggle = LinkButton(theme, "", self)
        self._toggle.clicked.connect(self.toggle_text)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HIDDEN)
        theme.changed.connect(self._place_toggle)
        self._name_toggle()

    def toggle_text(self) -> None:
        is_hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)
        # What one sees is what was typed: an input method would make another password of the same keys.
        self.setInputMethodHints(_HIDDEN)
        self._name_toggle()

    def _name_toggle(self) -> None:
        is_hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self._toggle.setText(_("Show") if is_hidden else _("Hide"))
        self._toggle.setAccessibleName(_("Show password") if is_hidden else _("Hide password"))
        self._place_toggle()

    def _place_toggle(self) -> None:
        size = self._toggle.sizeHint()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = int(Space.XXS) if is_mirrored else self.width() - size.width() - int(Space.XXS)
        self._toggle.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
        room = size.width() + int(Space.XXS)
        self.setTextMargins(room if is_mirrored else 0, 0, 0 if is_mirrored else room, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_toggle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self._name_toggle()
