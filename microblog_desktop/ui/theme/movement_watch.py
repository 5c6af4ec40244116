"""What the desktop itself says of movement, by its portal, now and whenever somebody changes it.

The files of a desktop say it late or never: GNOME writes none, a sandbox sees none. Only a portal that runs is asked.
"""

from __future__ import annotations

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_REDUCED = ("org.freedesktop.appearance", "reduced-motion")  # 1: less of it is wanted
_ANIMATED = ("org.gnome.desktop.interface", "enable-animations")


class MovementWatch(QObject):
    """`changed` when `moves` is another: None until the portal has said something."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: dict[tuple[str, str], bool] = {}
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        # PySide6 takes text here; its type hints say bytes.
        heard = SLOT("_take_change(QDBusMessage)")
        bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, heard)  # type: ignore[call-overload]
        for setting in (_REDUCED, _ANIMATED):
            self._ask(bus, setting)

    @property
    def moves(self) -> bool | None:
        """Whether anything may move by itself; each setting can forbid it."""
        return all(self._said.values()) if self._said else None

    def _ask(self, bus: QDBusConnection, setting: tuple[str, str]) -> None:
        question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "Read")
        question.setAutoStartService(False)
        question.setArguments(list(setting))
        answered = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        answered.finished.connect(lambda watcher: self._take_answer(setting, watcher))

    def _take_answer(self, setting: tuple[str, str], watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        watcher.deleteLater()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage:
            self._note(setting, reply.arguments()[:1])

    @Slot(QDBusMessage)
    def _take_change(self, message: QDBusMessage) -> None:
        told = message.arguments()
        self._note((str(told[0]), str(told[1])), told[2:3])

    def _note(self, setting: tuple[str, str], told: list[object]) -> None:
        value = told[0] if told else None
        while isinstance(value, QDBusVariant):
            value = value.variant()
        if setting not in (_REDUCED, _ANIMATED) or not isinstance(value, int):
            return
        before = self.moves
        self._said[setting] = value != 1 if setting == _REDUCED else bool(value)
        if self.moves is not before:
            self.changed.emit()
