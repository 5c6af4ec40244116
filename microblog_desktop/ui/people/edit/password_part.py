"""A new password: folded away until it is wanted; nothing of it is kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.signin.labelled_field import LabelledField, PasswordField
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.people.edit.complaints import Complaints
from microblog_desktop.viewmodels.people.edit.password import TypedPassword


class PasswordPart(QWidget):
    """Its fields are asked for with `typed`; folding it up empties them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_button = LinkButton(theme)
        self.current = LabelledField(theme, PasswordField(theme))
        self.new = LabelledField(theme, PasswordField(theme))
        self.again = LabelledField(theme, PasswordField(theme))
        self._hint = TextLabel(theme, size=TextSize.SMALL, color="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (self.current, self.new, self.again, self._hint):
            column.addWidget(part)
        self.open_button.clicked.connect(self._turn)
        for field in self.fields:
            field.field.textEdited.connect(lambda _text, field=field: field.complain(""))
        self.fold()
        self.retranslate()

    @property
    def fields(self) -> tuple[LabelledField, LabelledField, LabelledField]:
        return (self.current, self.new, self.again)

    @property
    def is_open(self) -> bool:
        return not self.current.isHidden()

    def typed(self) -> TypedPassword:
        return TypedPassword(*(Secret(field.field.text()) for field in self.fields))

    def fold(self) -> None:
        """Forget what was typed."""
        for field in self.fields:
            field.field.clear()
            field.complain("")
        self._show_fields(are_shown=False)

    def unfold(self) -> None:
        self._show_fields(are_shown=True)
        self.current.field.setFocus(Qt.FocusReason.TabFocusReason)

    def complain(self, complaints: Complaints) -> None:
        self.current.complain(complaints.current)
        self.new.complain(complaints.password)
        self.again.complain(complaints.again)

    def set_busy(self, is_busy: bool) -> None:  # noqa: FBT001 - a state
        self.open_button.setEnabled(not is_busy)
        for field in self.fields:
            field.field.setReadOnly(is_busy)

    def retranslate(self) -> None:
        self.current.set_label(_("Current password"))
        self.new.set_label(_("New password"))
        self.again.set_label(_("New password again"))
        self._hint.setText(_("Your other devices are signed out, and ask for the new password."))
        self._name_button()

    def _turn(self) -> None:
        if self.is_open:
            self.fold()
        else:
            self.unfold()

    def _show_fields(self, *, are_shown: bool) -> None:
        for part in (*self.fields, self._hint):
            part.setVisible(are_shown)
        self._name_button()

    def _name_button(self) -> None:
        self.open_button.setText(_("Keep the password as it is") if self.is_open else _("Change password…"))
        self.open_button.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
