"""Sign in again, or unlock, in place: a panel over the page. What is behind it stays as it is."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.signin.labelled_field import LabelledField, PasswordField
from microblog_desktop.ui.signin.logo import CardTitle
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.card import Card
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.viewmodels.session.sign_in_again import AgainKind, SignInAgainModel

_WIDTH = 380


class PanelEnd(Enum):
    """How the panel was left."""

    DONE = "done"
    LATER = "later"


class SignInAgainPanel(Card):
    """Place it over the page with `place_over`; `ended` when it hid itself."""

    ended = Signal(object)  # PanelEnd
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme, model: SignInAgainModel, parent: QWidget) -> None:
        super().__init__(theme, parent, margin=Space.XL - 8)
        self._theme = theme
        self._model = model
        self._page = parent
        self._came_from: QWidget | None = None
        self._title = CardTitle(theme)
        self._secret = LabelledField(theme, PasswordField(theme))
        self._keyring = LinkButton(theme)
        self._sign_out = LinkButton(theme)
        self._later = SecondaryButton(theme)
        self._go = PrimaryButton(theme)
        self.column.setSpacing(Space.M)
        self.column.addWidget(self._title)
        self.column.addWidget(self._keyring, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self._secret)
        buttons = WrappingRow()
        for button in (self._sign_out, self._later, self._go):
            buttons.add(button)
        self.column.addWidget(buttons)
        self._secret.field.returnPressed.connect(self.submit)
        self._go.clicked.connect(self.submit)
        self._later.clicked.connect(lambda: self._end(PanelEnd.LATER))
        self._sign_out.clicked.connect(self.sign_out_wanted)
        self._keyring.clicked.connect(model.retry_keyring)
        model.changed.connect(self.refresh)
        model.done.connect(lambda: self._end(PanelEnd.DONE))
        theme.changed.connect(self.refresh)
        parent.installEventFilter(self)
        self.hide()
        self.retranslate()

    @property
    def secret_field(self) -> LineField:
        """Where the password or the passphrase is typed."""
        return self._secret.field

    def open(self) -> None:
        """Show the panel and put the focus into it, unless somebody is typing: their keys must not end up here."""
        if not self.isHidden():
            # It came by itself before; now the person asks for it.
            self.secret_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._came_from = self.window().focusWidget()
        self._secret.field.clear()
        self._model.begin()
        self.refresh()
        self._place()
        self.show()
        self.raise_()
        if not isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit):
            self._secret.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._title_text())

    def submit(self) -> None:
        self._model.submit(Secret(self._secret.field.text()))

    def refresh(self) -> None:
        complaint = self._model.complaint
        if complaint and complaint != self._secret.said():
            announce(self, complaint)
            self._secret.field.selectAll()
        self._secret.complain(complaint)
        self._secret.field.setReadOnly(self._model.is_busy)
        self._go.setEnabled(not self._model.is_busy)
        self._keyring.setVisible(self._model.can_retry_keyring)
        is_locked = self._model.kind is AgainKind.UNLOCK
        self._title.say(self._title_text(), self._model.explanation)
        self._secret.set_label(_("Passphrase") if is_locked else _("Password"))
        self._go.setText(_("Unlock") if is_locked else _("Sign in"))
        self.adjustSize()
        self._place()

    def retranslate(self) -> None:
        self._later.setText(_("Later"))
        self._keyring.setText(_("Try the keyring again"))
        self._sign_out.setText(_("Sign out…"))
        self.refresh()

    def _title_text(self) -> str:
        return _("Unlock your sign-in") if self._model.kind is AgainKind.UNLOCK else _("Sign in again")

    def _end(self, how: PanelEnd) -> None:
        if self.isHidden():
            return
        self._secret.field.clear()
        # PySide6's stubs do not say that there may be none.
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if had_focus and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit(how)

    def _place(self) -> None:
        page = self._page
        width = min(self._theme.scaled(_WIDTH), page.width() - 2 * int(Space.S))
        height = self.column.totalHeightForWidth(width)
        self.setGeometry((page.width() - width) // 2, max(int(Space.S), (page.height() - height) // 3), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end(PanelEnd.LATER)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
