"""The report of a crash: to read, to copy, to save, to delete. Nothing is sent anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel


class ReportDialog(QDialog):
    """Show it with `open()`."""

    def __init__(self, theme: Theme, report: str, forget: Callable[[], None], parent: QWidget | None = None) -> None:
        """`forget` deletes the report; it may raise `OSError`."""
        super().__init__(parent)
        self._theme = theme
        self._report = report
        self._forget = forget
        self.setWindowTitle(_("Report of the last crash"))
        about = _(
            "This is for the people who mend this program. It holds no password, no name and nothing you wrote, "
            "and it is sent nowhere: copy or save it, and give it to whom you like."
        )
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.verticalScrollBar().setStyleSheet(scroll_bar_style(theme))
        self.said = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self.delete = SecondaryButton(theme, _("Delete"))
        self.copy = SecondaryButton(theme, _("Copy"))
        self.save = SecondaryButton(theme, _("Save…"))
        close = PrimaryButton(theme, _("Close"))
        self.delete.clicked.connect(self._delete)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS)
        buttons.addWidget(self.said, 1)
        for button in (self.delete, self.copy, self.save, close):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(TextLabel(theme, about, size=TextSize.SMALL))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.resize(theme.scaled(560), theme.scaled(460))

    def save_to(self, file: Path) -> None:
        try:
            file.write_text(self._report, encoding="utf-8")
        except OSError:
            self._say(_("The file could not be written there. Choose another folder."))
        else:
            self._say(_("Saved"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._say(_("Copied"))

    def _delete(self) -> None:
        try:
            self._forget()
        except OSError:
            self._say(_("The report could not be deleted."))
        else:
            self.accept()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Save the report"), "microblog-report.txt")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        announce(self, words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.surface))
