"""Where to keep the sign-in when the keyring does not take it: a locked file, nowhere, or the keyring after all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from microblog_desktop.domain.account import VaultChoice
from microblog_desktop.domain.problem import Problem
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.signin.labelled_field import LabelledField, PasswordField
from microblog_desktop.ui.signin.logo import CardTitle
from microblog_desktop.ui.theme.styles import choice_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.spinner import Spinner
from microblog_desktop.viewmodels.session import keyring_choice as words


class VaultForm(QWidget):
    """`chosen` when the person decided, `left` when they would rather not sign in."""

    chosen = Signal(object)  # VaultChoice
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problem: Problem | None = None
        self._title = CardTitle(theme)
        self._explanation = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._spinner = Spinner(theme)
        self._file = QRadioButton()
        self._file_detail = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._first = LabelledField(theme, PasswordField(theme))
        self._second = LabelledField(theme, PasswordField(theme))
        self._session = QRadioButton()
        self._session_detail = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._again = LinkButton(theme)
        self._back = SecondaryButton(theme)
        self._go_on = PrimaryButton(theme)
        for detail in (self._file_detail, self._session_detail):
            detail.setContentsMargins(Space.L, 0, 0, 0)
        self._lay_out()
        self._file.setChecked(True)
        self._file.toggled.connect(self._show_fields)
        self._first.field.returnPressed.connect(self._second.field.setFocus)
        self._second.field.returnPressed.connect(self.submit)
        self._go_on.clicked.connect(self.submit)
        self._back.clicked.connect(self.left)
        self._again.clicked.connect(lambda: self._decide(words.in_keyring()))
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def begin(self, problem: Problem | None) -> None:
        """Forget what was typed and put the focus on the first choice; `problem` is why one has to choose."""
        self._first.field.clear()
        self._second.field.clear()
        self.explain(problem)
        self._file.setFocus()

    def explain(self, problem: Problem | None) -> None:
        """Say why one has to choose; the keyring may have got another answer meanwhile."""
        if problem != self._problem:
            self._problem = problem
            announce(self, words.complaint_about_file(problem) or words.explanation(problem))
        self._say_why()

    def _say_why(self) -> None:
        self._explanation.setText(words.explanation(self._problem))
        self._second.complain(words.complaint_about_file(self._problem))
        self._again.setVisible(words.may_try_keyring(self._problem))
        self._spinner.turn_while(is_waiting=words.waits_for_keyring(self._problem))
        self._spinner.setVisible(words.waits_for_keyring(self._problem))

    def choose_session(self) -> None:
        self._session.setChecked(True)

    def type_passphrase(self, first: str, second: str) -> None:
        self._first.field.setText(first)
        self._second.field.setText(second)

    def submit(self) -> None:
        if self._session.isChecked():
            self._decide(words.this_session_only())
            return
        passphrase = self._first.field.text()
        complaint = words.passphrase_complaint(passphrase, self._second.field.text())
        self._second.complain(complaint)
        if complaint:
            announce(self, complaint)
            self._wrong_field(passphrase).setFocus()
        else:
            self._decide(words.in_file(passphrase))

    def complaint(self) -> str:
        return self._second.said()

    def _wrong_field(self, passphrase: str) -> LineField:
        """The field to type in again: the second one, when the first by itself is good."""
        is_good = not words.passphrase_complaint(passphrase, passphrase)
        field = (self._second if is_good else self._first).field
        field.selectAll()
        return field

    def _decide(self, choice: VaultChoice) -> None:
        self._first.field.clear()
        self._second.field.clear()
        self.chosen.emit(choice)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for widget in (
            self._title,
            self._explanation,
            self._spinner,
            self._again,
            self._file,
            self._file_detail,
            self._first,
            self._second,
            self._session,
            self._session_detail,
        ):
            column.addWidget(widget)
        buttons = WrappingRow()
        buttons.add(self._back)
        buttons.add(self._go_on)
        column.addSpacing(Space.XS)
        column.addWidget(buttons)

    def _show_fields(self) -> None:
        for field in (self._first, self._second):
            field.setVisible(self._file.isChecked())

    def _restyle(self) -> None:
        for choice in (self._file, self._session):
            choice.setFont(self._theme.font(TextSize.NORMAL, QFont.Weight.DemiBold))
            choice.setStyleSheet(choice_style(self._theme))

    def retranslate(self) -> None:
        self._title.say(_("Where should your sign-in be kept?"), "")
        self._say_why()
        self._file.setText(_(words.FILE_TITLE))
        self._file_detail.setText(_(words.FILE_DETAIL))
        self._first.set_label(_("Passphrase"))
        self._second.set_label(_("The passphrase again"))
        self._session.setText(_(words.SESSION_TITLE))
        self._session_detail.setText(_(words.SESSION_DETAIL))
        self._again.setText(_("Try the keyring again"))
        self._back.setText(_("Back"))
        self._go_on.setText(_("Go on"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A field answers Enter itself; a choice does not, and leaves it to the form.
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._session.hasFocus():
            self.submit()
        elif is_enter and self._file.hasFocus():
            self._first.field.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
