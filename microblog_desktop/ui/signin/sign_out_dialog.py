"""Before signing out: keep or remove what is saved on this computer, and what that would lose."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QRadioButton, QVBoxLayout, QWidget

from microblog_desktop.domain.account import SavedData
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow, grow_to_words
from microblog_desktop.ui.theme.styles import choice_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import DangerButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.viewmodels.session.sign_out import SignOutModel

_WIDTH = 420


class SignOutDialog(QDialog):
    """Show it with `open()`. Keeping is chosen to begin with; Escape changes nothing."""

    def __init__(self, theme: Theme, model: SignOutModel, handle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._handle = handle
        self._keep = QRadioButton()
        self._remove = QRadioButton()
        for choice in (self._keep, self._remove):
            choice.setFont(theme.font(TextSize.NORMAL, QFont.Weight.DemiBold))
            choice.setStyleSheet(choice_style(theme))
        self._cancel = SecondaryButton(theme)
        self._go = DangerButton(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.XS)
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._keep_detail = self._detail(theme, "muted")
        self._removal_detail = self._detail(theme, "danger" if model.losses else "muted")
        for widget in (self._title, self._keep, self._keep_detail, self._remove, self._removal_detail):
            column.addWidget(widget)
        buttons = WrappingRow()
        buttons.add(self._cancel)
        buttons.add(self._go)
        column.addSpacing(Space.XS)
        column.addStretch(1)
        column.addWidget(buttons)
        self._keep.setChecked(True)
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self.accept)
        self.accepted.connect(self._sign_out)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self._keep.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Sign out"))
        self._title.setText(_("Sign out of {handle}?").format(handle=self._handle))
        self._keep.setText(_("Keep what is saved on this computer"))
        self._keep_detail.setText(
            _("Posts, messages and drafts stay, and wait until you sign in again as the same person.")
        )
        self._remove.setText(_("Remove it from this computer"))
        self._removal_detail.setText(self._model.removal_detail)
        self._cancel.setText(_("Cancel"))
        self._go.setText(_("Sign out"))

    def choose_removal(self) -> None:
        self._remove.setChecked(True)

    @staticmethod
    def _detail(theme: Theme, color: str) -> TextLabel:
        detail = TextLabel(theme, size=TextSize.SMALL, color=color)
        detail.setContentsMargins(Space.L, 0, 0, 0)
        return detail

    def _sign_out(self) -> None:
        self._model.sign_out(SavedData.REMOVE if self._remove.isChecked() else SavedData.KEEP)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
            grow_to_words(self)
