"""A desktop's portal for settings on a D-Bus: `python -m tests.fakes.portal`. Each line of its input changes one.

It says "ready" when it can be asked. At first nothing says that anything should stand still.
"""

# D-Bus reads the annotations, so they are not put off.

import asyncio
import sys
from typing import Annotated, Any

from dbus_fast import DBusError, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature, DBusStr, DBusVariant
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

Change = Annotated[tuple[str, str, Any], DBusSignature("ssv")]
ANIMATED = ("org.gnome.desktop.interface", "enable-animations")
REDUCED = ("org.freedesktop.appearance", "reduced-motion")
ORDERS = {
    "still": (*ANIMATED, Variant("b", False)),
    "moving": (*ANIMATED, Variant("b", True)),
    "reduced": (*REDUCED, Variant("u", 1)),
    "free": (*REDUCED, Variant("u", 0)),
    "other": ("org.freedesktop.appearance", "accent-color", Variant("u", 1)),
    "nonsense": (*ANIMATED, Variant("s", "perhaps")),
}


class Settings(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.portal.Settings")

    @dbus_method()
    def Read(self, namespace: DBusStr, key: DBusStr) -> DBusVariant:
        if (namespace, key) != ANIMATED:
            raise DBusError("org.freedesktop.portal.Error.NotFound", "Requested setting not found")
        return Variant("v", Variant("b", True))

    @dbus_signal()
    def SettingChanged(self, namespace: str, key: str, value: Any) -> Change:
        return (namespace, key, value)


async def main() -> None:
    bus = await MessageBus().connect()
    settings = Settings()
    bus.export("/org/freedesktop/portal/desktop", settings)
    await bus.request_name("org.freedesktop.portal.Desktop")
    print("ready", flush=True)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        settings.SettingChanged(*ORDERS[line.decode().strip()])


if __name__ == "__main__":
    asyncio.run(main())
