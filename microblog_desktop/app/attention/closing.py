"""What becomes of the program when its main window is closed: it ends, or stays in the tray where there is one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from microblog_desktop.app.shared import Shared
from microblog_desktop.commands import settings
from microblog_desktop.domain.attention import OnClose
from microblog_desktop.store.errors import StoreError
from microblog_desktop.viewmodels.attention.choices import on_close


class Closing(QObject):
    """Watches one window. Never is it hidden without an icon that brings it back."""

    def __init__(self, shared: Shared, window: QWidget, has_icon: Callable[[], bool]) -> None:
        super().__init__()
        self._shared = shared
        self._window = window
        self._has_icon = has_icon
        self._is_asking = False
        self._may_close = False
        window.installEventFilter(self)
        shared.app.commitDataRequest.connect(self._session_ends)

    def end(self) -> None:
        """Closing closes from now on."""
        self._window.removeEventFilter(self)
        self._shared.app.commitDataRequest.disconnect(self._session_ends)

    def icon_vanished(self) -> None:
        """What is hidden would never be found again."""
        if self._window.isHidden():
            self._window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or event.type() is not QEvent.Type.Close:
            return False
        if self._may_close or not self._has_icon():
            return False
        chosen = on_close(self._shared.profile)
        if chosen is OnClose.QUIT:
            return False
        event.ignore()
        if chosen is OnClose.TRAY:
            self._window.hide()
        else:
            self._ask()
        return True

    def _ask(self) -> None:
        # Hardly ever needed.
        from microblog_desktop.ui.tray.stay_dialog import StayDialog

        if self._is_asking:
            return
        self._is_asking = True
        dialog = StayDialog(self._shared.appearance.theme, self._window)
        dialog.decided.connect(self._decide)
        dialog.finished.connect(self._asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _asked(self) -> None:
        self._is_asking = False

    def _decide(self, chosen: OnClose) -> None:
        # On a full disk it is asked again the next time.
        with suppress(StoreError):
            settings.choose_on_close(self._shared.profile, chosen)
        if chosen is OnClose.QUIT:
            self._may_close = True
            self._window.close()
        elif self._has_icon():
            self._window.hide()

    def _session_ends(self, _manager: object) -> None:
        """The person signs out of the desktop, which would wait for us."""
        self._may_close = True
