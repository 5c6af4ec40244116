"""A desktop of its own process on a D-Bus: shows notifications, is a tray, and hears of badges.

It tells what happens as lines of JSON, and takes orders as lines of JSON. `python -m tests.fakes.desktop_daemon`.
"""

# D-Bus reads the annotations, so they are not put off.

import asyncio
import json
import sys
from typing import Annotated, Any

from dbus_fast import Message, MessageFlag, MessageType, PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

Strings = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
Server = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]
Happened = Annotated[tuple[int, int], DBusSignature("uu")]
Chosen = Annotated[tuple[int, str], DBusSignature("us")]

NOTIFICATIONS, TRAY = "org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher"


def say(what: str, **more: Any) -> None:
    print(json.dumps({"what": what, **more}), flush=True)


class Notifications(ServiceInterface):
    def __init__(self, capabilities: list[str]) -> None:
        super().__init__(NOTIFICATIONS)
        self.capabilities = capabilities
        self.slow_s = 0.0
        self._next = 0

    @dbus_method()
    def GetCapabilities(self) -> Strings:
        return self.capabilities

    @dbus_method()
    def GetServerInformation(self) -> Server:
        return ("tests", "tests", "1", "1.2")

    @dbus_method()
    async def Notify(
        self,
        app_name: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: Hints,
        timeout: DBusInt32,
    ) -> DBusUInt32:
        await asyncio.sleep(self.slow_s)
        self._next += 1
        shown = {name: hint.value for name, hint in hints.items()}
        say("shown", id=self._next, app=app_name, title=summary, body=body, actions=actions, hints=shown)
        return self._next

    @dbus_method()
    def CloseNotification(self, id: DBusUInt32) -> None:
        say("closed", id=id)
        self.NotificationClosed(id, 3)

    @dbus_signal()
    def NotificationClosed(self, id: int, reason: int) -> Happened:
        return (id, reason)

    @dbus_signal()
    def ActionInvoked(self, id: int, key: str) -> Chosen:
        return (id, key)

    @dbus_signal()
    def NotificationReplied(self, id: int, text: str) -> Chosen:
        return (id, text)


class Tray(ServiceInterface):
    def __init__(self) -> None:
        super().__init__(TRAY)

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> DBusBool:
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> DBusInt32:
        return 0

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> Strings:
        return []

    @dbus_method()
    def RegisterStatusNotifierItem(self, service: DBusStr) -> None:
        say("icon", service=service)

    @dbus_method()
    def RegisterStatusNotifierHost(self, service: DBusStr) -> None:
        say("host", service=service)


class Desktop:
    def __init__(self, bus: MessageBus, notifications: Notifications) -> None:
        self._bus = bus
        self._notifications = notifications

    async def obey(self, order: dict[str, Any]) -> None:
        match order["do"]:
            case "click":
                self._notifications.ActionInvoked(order["id"], "default")
                self._notifications.NotificationClosed(order["id"], 2)
            case "reply":
                self._notifications.NotificationReplied(order["id"], order["text"])
                self._notifications.NotificationClosed(order["id"], 2)
            case "be_slow":
                self._notifications.slow_s = order["s"]
            case "tray":
                await self._bus.request_name(TRAY)
            case "no_tray":
                await self._bus.release_name(TRAY)
            case "click_icon":
                await self._bus.send(
                    Message(
                        destination=order["service"],
                        path="/StatusNotifierItem",
                        interface="org.kde.StatusNotifierItem",
                        member="Activate",
                        signature="ii",
                        body=[0, 0],
                        flags=MessageFlag.NO_REPLY_EXPECTED,
                    )
                )
        say("done")

    def hear(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.member == "Update":
            badge = {name: value.value for name, value in message.body[1].items()}
            say("badge", count=badge.get("count"), visible=badge.get("count-visible"))


async def main(parts: list[str]) -> None:
    bus = await MessageBus().connect()
    capabilities = ["actions", "body", "inline-reply"] + (["body-markup"] if "markup" in parts else [])
    notifications = Notifications(capabilities)
    bus.export("/org/freedesktop/Notifications", notifications)
    bus.export("/StatusNotifierWatcher", Tray())
    desktop = Desktop(bus, notifications)
    bus.add_message_handler(desktop.hear)
    rule = "type='signal',interface='com.canonical.Unity.LauncherEntry'"
    await bus.call(
        Message(
            destination="org.freedesktop.DBus",
            path="/org/freedesktop/DBus",
            interface="org.freedesktop.DBus",
            member="AddMatch",
            signature="s",
            body=[rule],
        )
    )
    if "notifications" in parts:
        await bus.request_name(NOTIFICATIONS)
    if "tray" in parts:
        await bus.request_name(TRAY)
    say("ready")
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        await desktop.obey(json.loads(line))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
