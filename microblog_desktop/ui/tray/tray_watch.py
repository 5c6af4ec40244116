"""Whether the desktop has a tray, now: it may come after us, and it may go."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

_WATCHER = "org.kde.StatusNotifierWatcher"
_LOOK_AGAIN_MS = 2000
_LOOK_EVERY_MS = 5000


def tray_is_here() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable()


class TrayWatch(QObject):
    """On Linux the tray is a program like any other; elsewhere it is a part of the system."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_here = tray_is_here()
        # The trays of X11 say nothing when they go.
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look_without_bus)
        if sys.platform == "linux":
            self._watch_the_bus()
        if QGuiApplication.platformName() == "xcb":
            self._looking.start()

    @property
    def is_here(self) -> bool:
        return self._is_here

    def look(self) -> None:
        is_here = tray_is_here()
        if is_here is not self._is_here:
            self._is_here = is_here
            self.changed.emit()

    def _watch_the_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        watcher = QDBusServiceWatcher(_WATCHER, bus, QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange, self)
        watcher.serviceRegistered.connect(self._came)
        watcher.serviceUnregistered.connect(lambda _name: self.look())

    def _came(self, _name: str) -> None:
        self.look()
        # The panel that shows the icons may follow the service that lists them.
        QTimer.singleShot(_LOOK_AGAIN_MS, self, self.look)

    def _look_without_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        # Where there is that service it tells by itself; asked each time, one that hangs would hold up our windows.
        if not (bus.isConnected() and bus.interface().isServiceRegistered(_WATCHER).value()):
            self.look()
