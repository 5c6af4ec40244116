"""The question of the first closing: stay in the tray, or end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from microblog_desktop.domain.attention import OnClose
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow, grow_to_words
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

_WIDTH = 420


class StayDialog(QDialog):
    """Show it with `open()`. Escape leaves the window open and nothing decided."""

    decided = Signal(object)  # OnClose

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stay = PrimaryButton(theme)
        self.quit = SecondaryButton(theme)
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._why = TextLabel(theme)
        self._later = TextLabel(theme, size=TextSize.SMALL, color="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        for label in (self._title, self._why, self._later):
            column.addWidget(label)
        buttons = WrappingRow()
        buttons.add(self.quit)
        buttons.add(self.stay)
        column.addSpacing(Space.XS)
        column.addStretch(1)
        column.addWidget(buttons)
        self.stay.clicked.connect(lambda: self._decide(OnClose.TRAY))
        self.quit.clicked.connect(lambda: self._decide(OnClose.QUIT))
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.stay.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Close the window"))
        self.stay.setText(_("Keep running"))
        self.quit.setText(_("Quit"))
        self._title.setText(_("Keep Microblog running in the tray?"))
        self._why.setText(
            _(
                "It goes on as a small icon beside the clock: messages still arrive, and the icon shows how many. "
                "A click on it brings the window back."
            )
        )
        self._later.setText(_("You can change this at any time in the menu of your account."))

    def _decide(self, on_close: OnClose) -> None:
        self.accept()
        self.decided.emit(on_close)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
            grow_to_words(self)
