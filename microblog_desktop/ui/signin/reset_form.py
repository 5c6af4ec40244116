"""Forgot the password: where the mail goes to, then what stands in it and the new password."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.signin.labelled_field import LabelledField, PasswordField
from microblog_desktop.ui.signin.logo import CardTitle
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.session.reset import PasswordResetModel, ResetErrors, ResetStep
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep


class ResetForm(QWidget):
    """Enter goes on; Escape goes back to signing in. What is secret is emptied whenever the form is left."""

    def __init__(
        self, theme: Theme, signin: SignInModel, model: PasswordResetModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._signin = signin
        self._model = model
        self._shown_errors = ResetErrors()
        self._title = CardTitle(theme)
        self._mailed = TextLabel(theme, size=TextSize.SMALL, color="ok")
        self.email = LabelledField(theme, LineField(theme))
        self.token = LabelledField(theme, LineField(theme))
        self.password = LabelledField(theme, PasswordField(theme))
        self.again = LabelledField(theme, PasswordField(theme))
        self._general = TextLabel(theme, size=TextSize.SMALL, color="danger")
        self._other = LinkButton(theme)
        self._back = SecondaryButton(theme)
        self._go = PrimaryButton(theme)
        self.token.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._lay_out()
        self._connect()
        self.retranslate()

    def begin(self, email: str) -> None:
        """Start anew; `email` is offered if it may be one."""
        self._empty()
        self.email.field.setText(email if "@" in email else "")
        self._model.begin()
        self.focus_first_empty()

    def focus_first_empty(self) -> None:
        shown = [field for field in self._fields() if not field.isHidden()]
        first = next((field for field in shown if not field.field.text()), shown[-1])
        first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_link(self, text: str) -> bool:
        """Fill in what a link from the mail says; tells whether it was one."""
        token = self._model.read_pasted(text)
        if token is None:
            return False
        if self._model.step is ResetStep.EMAIL:
            self._model.show_token()
        self.token.field.setText(token.reveal())
        self.password.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def submit(self) -> None:
        if self._model.step is ResetStep.EMAIL:
            self._model.ask_for_mail(self.email.field.text())
            return
        if self.take_link(self.token.field.text()) and not self.password.field.text():
            return
        typed = (self.token, self.password, self.again)
        self._model.set_password(*(Secret(field.field.text()) for field in typed))

    def said(self) -> str:
        """What is wrong and belongs to no field."""
        return self._general.text()

    def leave(self) -> None:
        self._empty()
        self._model.leave()
        self._signin.go_to(SignInStep.SIGN_IN)

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self._model
        is_asking = model.step is ResetStep.EMAIL
        had_focus = any(field.field.hasFocus() for field in self._fields())
        changes = self.email.isHidden() is is_asking
        self.email.setVisible(is_asking)
        for field in (self.token, self.password, self.again):
            field.setVisible(not is_asking)
        for field in self._fields():
            field.field.setReadOnly(model.is_busy)
        self._title.say(_("Forgot your password?") if is_asking else _("Set a new password"), model.place)
        self._mailed.setText(model.mailed_line.text)
        self._mailed.setVisible(bool(model.mailed_line.text))
        self._name_buttons()
        if changes and had_focus:
            announce(self, model.mailed_line.text)
            self.focus_first_empty()
        self._show_errors()

    def retranslate(self) -> None:
        self.email.set_label(_("Your e-mail address"))
        self.token.set_label(_("Token or link from the mail"))
        self.password.set_label(_("New password"))
        self.again.set_label(_("New password again"))
        self._back.setText(_("Back to sign in"))
        self._shown_errors = self._model.errors  # other words for what was told already
        self._say_errors(self._shown_errors)
        self.refresh()

    def _fields(self) -> tuple[LabelledField, ...]:
        return (self.email, self.token, self.password, self.again)

    def _name_buttons(self) -> None:
        is_asking, is_busy = self._model.step is ResetStep.EMAIL, self._model.is_busy
        self._go.setEnabled(not is_busy)
        self._other.setEnabled(not is_busy)
        if is_asking:
            self._go.setText(_("Sending…") if is_busy else _("Send the mail"))
            self._other.setText(_("I have the mail already"))
        else:
            self._go.setText(_("Setting…") if is_busy else _("Set the password"))
            self._other.setText(_("Send another mail"))
        for button in (self._go, self._other):
            button.updateGeometry()

    def _show_errors(self) -> None:
        errors = self._model.errors
        if errors == self._shown_errors:
            return
        self._shown_errors = errors
        self._say_errors(errors)
        announce(self, errors.first)
        wrong = next((field for field in self._fields() if field.said()), None)
        if wrong is not None:
            wrong.field.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.field.selectAll()

    def _say_errors(self, errors: ResetErrors) -> None:
        words = (errors.email, errors.token, errors.password, errors.again)
        for field, said in zip(self._fields(), words, strict=True):
            field.complain(said)
        self._general.setText(errors.general)
        self._general.setVisible(bool(errors.general))

    def _connect(self) -> None:
        model = self._model
        for labelled in self._fields():
            labelled.field.returnPressed.connect(self._on_return)
            labelled.field.textEdited.connect(lambda _text, labelled=labelled: labelled.complain(""))
        self.token.field.textEdited.connect(self.take_link)
        self.email.field.textEdited.connect(self.take_link)
        self._go.clicked.connect(self.submit)
        self._back.clicked.connect(self.leave)
        self._other.clicked.connect(self._other_step)
        model.changed.connect(self.refresh)
        model.done.connect(self._end)

    def _on_return(self) -> None:
        shown = [field for field in self._fields() if not field.isHidden()]
        at = next((index for index, labelled in enumerate(shown) if labelled.field.hasFocus()), len(shown) - 1)
        if at + 1 < len(shown):
            shown[at + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _other_step(self) -> None:
        if self._model.step is ResetStep.EMAIL:
            self._model.show_token()
        else:
            self._model.begin()
        self.focus_first_empty()

    def _end(self) -> None:
        self._empty()
        self._signin.password_was_reset()

    def _empty(self) -> None:
        for field in (self.token, self.password, self.again):
            field.field.clear()
            field.complain("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S + 2)
        for widget in (self._title, self._mailed, *self._fields(), self._general):
            column.addWidget(widget)
        self._general.hide()
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeading)
        buttons = WrappingRow()
        buttons.add(self._back)
        buttons.add(self._go)
        column.addWidget(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
