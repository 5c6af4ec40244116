"""The notifications of the system: freedesktop's over D-Bus on Linux, the native ones of Windows and macOS.

"Do not disturb" is the system's business everywhere, and we leave it to it: a freedesktop daemon holds back what is
not critical (ours never is), the notification centres of Windows (do not disturb) and macOS (Focus) hold back or list
silently what any program hands them. The library is loaded with the first bubble, in a thread; while it may fail in
many ways, all of them come out of here as `BubbleError`.
"""

from __future__ import annotations

import asyncio
import html
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from microblog_desktop.domain.attention import Bubble
from microblog_desktop.domain.problem import Problem, ProblemKind

if TYPE_CHECKING:
    from desktop_notifier import Notification
    from desktop_notifier.backends.base import DesktopNotifierBackend

log = logging.getLogger(__name__)

_PATIENCE_S = 10.0
_LAST_PATIENCE_S = 1.0


class BubbleError(Exception):
    """The system took no bubble; the text says why, for the log."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.problem = Problem(ProblemKind.NO_BUBBLES, may_retry=True)


class DesktopBubbles:
    """Shows bubbles and takes them back. A click or a reply comes on the loop, once, and ends its bubble."""

    def __init__(
        self,
        app_name: str,
        icon: Path,
        on_click: Callable[[Bubble], None],
        on_reply: Callable[[Bubble, str], None],
        patience_s: float = _PATIENCE_S,
    ) -> None:
        self._app_name = app_name
        self._icon = icon
        self._on_click = on_click
        self._on_reply = on_reply
        self._patience_s = patience_s
        self._backend: DesktopNotifierBackend | None = None
        self._shown: dict[str, str] = {}  # the bubble's key, and what the library calls it
        self._number = 0

    async def show(self, bubble: Bubble) -> None:
        """Show it in the place of the one with the same key. Raises `BubbleError`."""
        if self._backend is not None and not _is_alive(self._backend):
            await self._drop_backend()
        is_new = self._backend is None
        try:
            await self._show(bubble)
        except BubbleError:
            await self._drop_backend()
            if is_new:
                raise
            # The way to the system was there before and is broken: perhaps there is another one.
            try:
                await self._show(bubble)
            except BubbleError:
                await self._drop_backend()
                raise

    async def withdraw(self, key: str) -> None:
        """Take it back if it still stands there. Raises `BubbleError`."""
        identifier = self._shown.pop(key, None)
        if identifier is None or self._backend is None or not _is_alive(self._backend):
            return
        try:
            async with asyncio.timeout(self._patience_s):
                await self._clear(self._backend, identifier)
        except (TimeoutError, OSError, EOFError) as error:
            await self._drop_backend()
            raise BubbleError(f"not taken back: {error!r}") from error

    async def close(self) -> None:
        """Take all of them back, as far as the system is quick: nobody would answer a click any more."""
        self._patience_s = min(self._patience_s, _LAST_PATIENCE_S)
        try:
            for key in tuple(self._shown):
                await self.withdraw(key)
        except BubbleError as error:
            log.info("bubbles stay: %s", error)
        await self._drop_backend()

    async def _show(self, bubble: Bubble) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                backend = await self._get_backend()
                old = self._shown.pop(bubble.key, None)
                if old is not None:
                    await self._clear(backend, old)
                self._number += 1
                identifier = f"{bubble.key}#{self._number}"
                await backend.send(self._notification(bubble, identifier, await _body(backend, bubble.body)))
        except (TimeoutError, OSError, EOFError) as error:
            raise BubbleError(f"not shown: {error!r}") from error
        if bubble.key not in self._shown:
            raise BubbleError("the system took no notification")

    async def _clear(self, backend: DesktopNotifierBackend, identifier: str) -> None:
        # Who dismissed it has taken it from the library's list too.
        if identifier in await backend.get_current_notifications():
            await backend.clear(identifier)

    async def _get_backend(self) -> DesktopNotifierBackend:
        if self._backend is None:
            make = await asyncio.to_thread(_load)
            backend = make(self._app_name, self._icon)
            if not await backend.request_authorisation():
                raise BubbleError("the system does not allow notifications of this program")
            self._backend = backend
        return self._backend

    def _notification(self, bubble: Bubble, identifier: str, body: str) -> Notification:
        from desktop_notifier import Notification, ReplyField

        field = None
        if bubble.answers is not None:
            field = ReplyField(bubble.reply, bubble.send, on_replied=lambda text: self._replied(bubble, text))

        def dispatched() -> None:
            self._shown[bubble.key] = identifier

        return Notification(
            bubble.title,
            body,
            reply_field=field,
            on_dispatched=dispatched,
            on_clicked=lambda: self._clicked(bubble),
            identifier=identifier,
        )

    def _clicked(self, bubble: Bubble) -> None:
        self._shown.pop(bubble.key, None)
        self._on_click(bubble)

    def _replied(self, bubble: Bubble, text: str) -> None:
        self._shown.pop(bubble.key, None)
        self._on_reply(bubble, text)

    async def _drop_backend(self) -> None:
        backend, self._backend = self._backend, None
        self._shown.clear()
        if backend is not None:
            await _disconnect(backend)


def _load() -> Callable[[str, Path], DesktopNotifierBackend]:
    """In a thread: it takes as long as half a first paint."""
    # It logs every failure with its stack, and what bubbles say; we say once that there are none.
    logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL + 1)
    from desktop_notifier import Icon
    from desktop_notifier.main import get_backend_class

    backend = get_backend_class()
    return lambda app_name, icon: backend(app_name, Icon(path=icon))


async def _body(backend: DesktopNotifierBackend, text: str) -> str:
    """Plain text, as the one that shows it wants that: some freedesktop daemons take bodies for markup."""
    if sys.platform != "linux" or not await _reads_markup(backend):
        return text
    return html.escape(text, quote=False)


async def _reads_markup(backend: DesktopNotifierBackend) -> bool:
    from dbus_fast.errors import DBusFastError

    try:
        await backend.get_capabilities()
        # Its methods are made from what the daemon says of itself.
        said: list[str] = await backend.interface.call_get_capabilities()  # type: ignore[attr-defined]
    except (DBusFastError, AttributeError) as error:
        raise BubbleError(f"no notifications here: {error!r}") from error
    return "body-markup" in said


def _is_alive(backend: DesktopNotifierBackend) -> bool:
    """Whether the session bus is still there, where there is one; it goes when one signs out of the desktop."""
    return sys.platform != "linux" or not hasattr(backend, "bus") or bool(backend.bus.connected)


async def _disconnect(backend: DesktopNotifierBackend) -> None:
    if sys.platform != "linux" or not hasattr(backend, "bus"):
        return
    if _is_alive(backend):
        backend.bus.disconnect()
    else:
        # It knows why, and complains when nobody asks.
        with suppress(OSError, EOFError):
            await backend.bus.wait_for_disconnect()
