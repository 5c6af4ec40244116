"""Where shall the sign-in be kept? Asked over the page, by somebody who is signed in already."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.signin.vault_form import VaultForm
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.viewmodels.session.keep_sign_in import KeepSignInModel

_WIDTH = 420


class KeepDialog(QDialog):
    """Show it with `open()`; it closes itself once the sign-in is kept, and its model with it."""

    def __init__(self, theme: Theme, model: KeepSignInModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.form = VaultForm(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.addWidget(self.form)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.form.chosen.connect(model.choose)
        self.form.left.connect(self.reject)
        model.changed.connect(self._refresh)
        model.done.connect(self.accept)
        self.finished.connect(model.close)
        self.form.begin(model.problem)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(_("Where should your sign-in be kept?"))

    def _refresh(self) -> None:
        self.form.setEnabled(not self._model.is_busy)
        if not self._model.is_busy:
            self.form.explain(self._model.problem)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self._retranslate()
