"""Put everything one wrote into a file: where, how far it is, and where to find it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.wrapping_row import WrappingRow, grow_to_words
from microblog_desktop.ui.theme.styles import progress_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.viewmodels.export import ExportModel

_WIDTH = 440


class ExportDialog(QDialog):
    """Show it with `open()`. Closing it stops nothing."""

    def __init__(self, theme: Theme, model: ExportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        model.setParent(self)
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation) or str(Path.home())
        )
        self._where = ElidedLabel(theme, color="muted")
        self._choose = SecondaryButton(theme)
        self._bar = QProgressBar()
        self._words = TextLabel(theme, color="muted")
        self._show = SecondaryButton(theme)
        self._close = SecondaryButton(theme)
        self._start = PrimaryButton(theme)
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._told = TextLabel(theme, color="muted")
        self._lay_out()
        self._choose.clicked.connect(self._ask_for_folder)
        self._start.clicked.connect(lambda: model.start(self._folder))
        self._show.clicked.connect(self._show_file)
        self._close.clicked.connect(self.close)
        model.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.finished.connect(lambda _result: model.close())
        self.retranslate()

    def choose_folder(self, folder: Path) -> None:
        self._folder = folder
        self.refresh()

    def refresh(self) -> None:
        model = self._model
        self._where.set_text(str(self._folder))
        self._bar.setStyleSheet(progress_style(self._theme))
        self._bar.setValue(model.percent)
        self._bar.setVisible(model.is_busy or model.path is not None)
        self._words.setText(model.words)
        self._words.setVisible(bool(model.words))
        self._words.set_color("danger" if model.is_failure else "muted")
        self._bar.setAccessibleDescription(model.words)
        self._show.setVisible(model.path is not None)
        self._start.setEnabled(not model.is_busy)
        self._choose.setEnabled(not model.is_busy)

    def retranslate(self) -> None:
        self.setWindowTitle(_("Export my data"))
        self._title.setText(_("Export my data"))
        self._told.setText(
            _(
                "All your posts, messages, bookmarks and drafts go into one ZIP file: "
                "a page to read, and JSON for programs. You can close this window meanwhile."
            )
        )
        self._bar.setAccessibleName(_("How far the export is"))
        self._choose.setText(_("Choose…"))
        self._show.setText(_("Show the file"))
        self._close.setText(_("Close"))
        self._start.setText(_("Export"))
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._told)
        where = QHBoxLayout()
        where.setSpacing(Space.XS)
        where.addWidget(self._where, 1)
        where.addWidget(self._choose)
        column.addLayout(where)
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        column.addSpacing(Space.XS)
        column.addStretch(1)
        buttons = WrappingRow()
        buttons.add(self._show)
        buttons.add(self._close)
        buttons.add(self._start)
        column.addWidget(buttons)
        self.setMinimumWidth(self._theme.scaled(_WIDTH))

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, _("Where to put the file"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.choose_folder(Path(name)))
        dialog.open()

    def _show_file(self) -> None:
        if self._model.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._model.path.parent)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
            grow_to_words(self)
