"""The ways in which a picture comes into the dialog: chosen as a file, dropped, or pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.people.edit.incoming_picture import incoming_picture, is_picture_alone
from microblog_desktop.ui.people.edit.picture_file import PictureOpener, from_clipboard

_SUFFIXES = "*.png *.jpg *.jpeg *.webp *.gif"
_DROPS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class PictureIntake(QObject):
    """`opened` with each picture, or with the words why there is none."""

    opened = Signal(object)  # Opened

    def __init__(self, dialog: QWidget, is_wanted: Callable[[], bool]) -> None:
        """Pictures are let in while `is_wanted()`."""
        super().__init__(dialog)
        self._dialog = dialog
        self._is_wanted = is_wanted
        self._opener = PictureOpener(self)
        self._opener.opened.connect(self.opened)
        dialog.setAcceptDrops(True)
        dialog.installEventFilter(self)

    def watch(self, field: QWidget) -> None:
        """A field of text would take a dropped file for words, and a pasted picture for nothing."""
        field.installEventFilter(self)

    def choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        files = QFileDialog(self._dialog, _("Choose a picture"))
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.setNameFilter(_("Pictures ({suffixes})").format(suffixes=_SUFFIXES))
        files.fileSelected.connect(lambda path: self.open_file(Path(path)))
        files.finished.connect(files.deleteLater)
        files.open()

    def open_file(self, path: Path) -> None:
        self._opener.open_file(path)

    def close(self) -> None:
        self._opener.close()

    def _receive(self, incoming: Path | QImage) -> None:
        if isinstance(incoming, Path):
            self.open_file(incoming)
        else:
            self.opened.emit(from_clipboard(incoming))

    def _paste(self, where: QObject) -> bool:
        # PySide6's stubs do not say that there may be none.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None or (where is not self._dialog and not is_picture_alone(data)):
            # In a field, words on the clipboard are meant for the field.
            return False
        incoming = incoming_picture(data)
        if incoming is not None:
            self._receive(incoming)
        return incoming is not None

    def _take_drop(self, event: QDropEvent) -> bool:
        incoming = incoming_picture(event.mimeData())
        if incoming is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._receive(incoming)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in _DROPS:
            return self._is_wanted() and self._take_drop(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_paste = event.matches(QKeySequence.StandardKey.Paste)
            return is_paste and self._is_wanted() and self._paste(watched)
        return False
