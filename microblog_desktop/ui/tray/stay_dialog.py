"""The question of the first closing: stay in the tray, or end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.domain.attention import OnClose
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

_WIDTH = 420


class StayDialog(QDialog):
    """Show it with `open()`. Escape leaves the window open and nothing decided."""

    decided = Signal(object)  # OnClose

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Close the window"))
        self.stay = PrimaryButton(theme, _("Keep running"))
        self.quit = SecondaryButton(theme, _("Quit"))
        title = TextLabel(
            theme, _("Keep Microblog running in the tray?"), size=TextSize.HEADING, weight=QFont.Weight.Bold
        )
        why = TextLabel(
            theme,
            _(
                "It goes on as a small icon beside the clock: messages still arrive, and the icon shows how many. "
                "A click on it brings the window back."
            ),
        )
        later = TextLabel(
            theme, _("You can change this at any time in the menu of your account."), size=TextSize.SMALL, color="muted"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        for label in (title, why, later):
            label.setWordWrap(True)
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS + 2)
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.stay)
        column.addSpacing(Space.XS)
        column.addStretch(1)
        column.addLayout(buttons)
        self.stay.clicked.connect(lambda: self._decide(OnClose.TRAY))
        self.quit.clicked.connect(lambda: self._decide(OnClose.QUIT))
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.stay.setFocus()

    def _decide(self, on_close: OnClose) -> None:
        self.accept()
        self.decided.emit(on_close)
