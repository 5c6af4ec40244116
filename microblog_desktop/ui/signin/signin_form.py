"""The form of the card: server, who, password; with an e-mail address it creates an account."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QVBoxLayout, QWidget

from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.signin.labelled_field import LabelledField, PasswordField
from microblog_desktop.ui.signin.logo import CardTitle
from microblog_desktop.ui.theme.styles import choice_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.card import Line as DividingLine
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.session.credentials import Credentials, FieldErrors
from microblog_desktop.viewmodels.session.signin import SignInModel, SignInStep


class SignInForm(QWidget):
    """Enter goes from field to field and submits in the last one."""

    def __init__(self, theme: Theme, model: SignInModel, *, username: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown_errors = FieldErrors()
        self._title = CardTitle(theme)
        self.server = LabelledField(theme, LineField(theme))
        self._accept = QCheckBox()
        self.username = LabelledField(theme, LineField(theme))
        self.email = LabelledField(theme, LineField(theme))
        self.password = LabelledField(theme, PasswordField(theme))
        self._general = TextLabel(theme, size=TextSize.SMALL, color="danger")
        self._note = TextLabel(theme, size=TextSize.SMALL, color="ok")
        self._forgot = LinkButton(theme)
        self._other = SecondaryButton(theme)
        self._submit = PrimaryButton(theme)
        self._dividing = DividingLine(theme)
        self._no_server = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._try_here = LinkButton(theme)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._theme = theme
        theme.changed.connect(self._restyle)
        self._restyle()
        self._lay_out()
        self._connect()
        self.server.field.setText(model.server_text)
        self.username.field.setText(username)
        self.retranslate()

    def focus_first_empty(self) -> None:
        """Begin where there is something to type."""
        fields = [f for f in (self.server, self.username, self.email, self.password) if not f.isHidden()]
        first = next((f for f in fields if not f.field.text()), fields[-1])
        first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._accept.setStyleSheet(choice_style(self._theme))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S + 2)
        column.addWidget(self._title)
        column.addSpacing(Space.XXS)
        column.addWidget(self._note)
        for widget in (self.server, self._accept, self.username, self.email, self.password, self._general):
            column.addWidget(widget)
        buttons = WrappingRow()
        buttons.add(self._other)
        buttons.add(self._submit)
        column.addSpacing(Space.XXS)
        self._foot.setSpacing(0)
        self._foot.addWidget(self._forgot, 0, Qt.AlignmentFlag.AlignLeading)
        self._foot.addWidget(buttons, 1)
        column.addLayout(self._foot)
        column.addSpacing(Space.XXS)
        column.addWidget(self._dividing)
        last = WrappingRow(0, edge=Qt.AlignmentFlag.AlignLeading)
        last.add(self._no_server)
        last.add(self._try_here)
        self._no_server.setWordWrap(False)
        column.addWidget(last)

    def _connect(self) -> None:
        model = self._model
        self.server.field.textEdited.connect(model.set_server)
        self.server.field.editingFinished.connect(model.probe_now)
        self._accept.toggled.connect(self._on_accept)
        self._submit.clicked.connect(self.submit)
        self._other.clicked.connect(self._other_form)
        self._try_here.clicked.connect(model.try_here)
        self._forgot.clicked.connect(lambda: model.go_to(SignInStep.RESET))
        for labelled in (self.server, self.username, self.email, self.password):
            labelled.field.returnPressed.connect(self._on_return)
            labelled.field.textEdited.connect(lambda _text, labelled=labelled: self._forgive(labelled))
        model.changed.connect(self.refresh)
        model.server_replaced.connect(self._show_server)
        model.signed_in.connect(lambda _account: self.password.field.clear())

    def submit(self) -> None:
        self._model.submit(
            Credentials(
                username=self.username.field.text().strip(),
                password=Secret(self.password.field.text()),
                email=self.email.field.text().strip(),
            )
        )

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self._model
        is_registering = model.step is SignInStep.REGISTER
        self.email.setVisible(is_registering)
        for widget in (self._dividing, self._no_server, self._try_here):
            widget.setVisible(not is_registering)
        self._say_title()
        self._note.setText(model.note)
        self._note.setVisible(bool(model.note))
        self._forgot.setVisible(model.can_reset and not is_registering)
        self._forgot.setEnabled(not model.is_busy)
        self.server.say(model.server_line)
        self._accept.setVisible(model.asks_about_encryption)
        self._accept.setChecked(model.accepts_unencrypted)
        self._submit.setEnabled(not model.is_busy)
        self._other.setEnabled(not model.is_busy and (is_registering or model.can_register))
        for labelled in (self.username, self.email, self.password):
            labelled.field.setReadOnly(model.is_busy)
        self.server.field.setReadOnly(model.is_busy and not model.waits_for_server)
        self._name_buttons()
        self._show_errors()

    def retranslate(self) -> None:
        self.server.set_label(_("Server"))
        self.server.field.setPlaceholderText(_("example.net"))
        self.username.set_label(_("Username"))
        self.email.set_label(_("E-mail"))
        self.password.set_label(_("Password"))
        self._accept.setText(_("Go on without encryption"))
        self._forgot.setText(_("Forgot password?"))
        self._no_server.setText(_("No server yet?"))
        self._try_here.setText(_("Try it on this computer"))
        self._shown_errors = self._model.errors  # other words for what was told already
        self.refresh()

    def _say_title(self) -> None:
        if self._model.step is SignInStep.REGISTER:
            server = self._model.server
            detail = _("A new account on {server}").format(server=server.name) if server else ""
            self._title.say(_("Create an account"), detail)
        else:
            self._title.say(_("Sign in to Microblog"), _("Your password is sent once and never stored"))

    def _name_buttons(self) -> None:
        is_busy = self._model.is_busy
        if self._model.step is SignInStep.REGISTER:
            self._other.setText(_("Back to sign in"))
            self._submit.setText(_("Creating…") if is_busy else _("Create account"))
        else:
            self._other.setText(_("Create account"))
            self._submit.setText(_("Signing in…") if is_busy else _("Sign in"))
        for button in (self._other, self._submit):
            button.updateGeometry()
        self._fold_foot()

    def _fold_foot(self) -> None:
        """In a narrow card, or in large letters, what helps stands above the buttons."""
        parts = [part for part in (self._forgot, self._other, self._submit) if not part.isHidden()]
        needed = sum(part.sizeHint().width() for part in parts) + int(Space.XS + 2)
        fits = needed <= self.width()
        self._foot.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _show_errors(self) -> None:
        errors = self._model.errors
        self.username.complain(errors.username)
        self.email.complain(errors.email)
        self.password.complain(errors.password)
        self._general.setText(errors.general)
        self._general.setVisible(bool(errors.general))
        if errors != self._shown_errors:
            self._shown_errors = errors
            self._go_to_error(errors)

    def _go_to_error(self, errors: FieldErrors) -> None:
        announce(self, errors.first)
        pairs = (
            (errors.server, self.server),
            (errors.username, self.username),
            (errors.email, self.email),
            (errors.password, self.password),
        )
        wrong = next((labelled for text, labelled in pairs if text), None)
        if wrong is not None:
            wrong.field.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.field.selectAll()

    def _forgive(self, labelled: LabelledField) -> None:
        """What was wrong is being corrected: the complaint goes."""
        if labelled is not self.server:
            labelled.complain("")

    def _on_return(self) -> None:
        fields = [f for f in (self.server, self.username, self.email, self.password) if not f.isHidden()]
        at = next((index for index, labelled in enumerate(fields) if labelled.field.hasFocus()), len(fields) - 1)
        if at + 1 < len(fields):
            fields[at + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _on_accept(self) -> None:
        if self._accept.isChecked() == self._model.accepts_unencrypted:
            return
        if self._accept.isChecked():
            self._model.accept_unencrypted()
        else:
            self._model.refuse_unencrypted()

    def _other_form(self) -> None:
        is_registering = self._model.step is SignInStep.REGISTER
        self._model.go_to(SignInStep.SIGN_IN if is_registering else SignInStep.REGISTER)
        self.focus_first_empty()

    def _show_server(self) -> None:
        self.server.field.setText(self._model.server_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_foot()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
