"""The client as a person starts it, in a process of its own, which tells what stands where when it is asked.

Keys and the mouse come from outside, through the X server and the input method, as a person's do.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.options import Options
from microblog_desktop.app.running import Running
from microblog_desktop.app.startup import start
from microblog_desktop.commands import settings
from microblog_desktop.domain.account import VaultChoice, VaultKind
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.secret import Secret


class Eye(QObject):
    """Remembers what each widget was last told that is being composed in it."""

    def __init__(self) -> None:
        super().__init__()
        self.composing: dict[int, str] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.composing[id(watched)] = event.preeditString()
        return False


class Teller:
    """Answers one line on stdout for each line on stdin."""

    def __init__(self, running: Running, eye: Eye) -> None:
        self._running = running
        self._eye = eye
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._other = QWidget()
        self._verbs: dict[str, Callable[..., object]] = {
            "sign_in": self._sign_in,
            "see": self._see,
            "focus": self._focus,
            "place": self._place,
            "labels": self._labels,
            "show": self._show,
            "write_to": self._write_to,
            "send_at_once": self._send_at_once,
            "other_window": self._other_window,
            "own_window": self._own_window,
        }
        threading.Thread(target=self._read, daemon=True).start()

    async def run(self) -> None:
        await self._ended.wait()
        self._other.close()
        self._running.quit()

    def _read(self) -> None:
        for line in sys.stdin:
            self._loop.call_soon_threadsafe(self._answer, json.loads(line))
        self._loop.call_soon_threadsafe(self._ended.set)

    def _answer(self, order: dict[str, str]) -> None:
        verb = order.pop("verb")
        print("answer", json.dumps(self._verbs[verb](**order)), flush=True)

    def _sign_in(self, url: str, username: str, password: str) -> None:
        assert self._running.client.sign_in is not None
        choice = VaultChoice(VaultKind.SESSION)
        self._running.client.sign_in.sync.sign_in(url, username, Secret(password), choice)

    def _see(self) -> dict[str, str] | None:
        widget = QApplication.focusWidget()
        if widget is None:
            return None
        text = ""
        if isinstance(widget, QLineEdit):
            text = widget.text()
        elif isinstance(widget, QPlainTextEdit):
            text = widget.toPlainText()
        composing = self._eye.composing.get(id(widget), "")
        kind, name = type(widget).__name__, widget.accessibleName()
        return {
            "kind": kind,
            "name": name,
            "text": text,
            "composing": composing,
            "window": widget.window().windowTitle(),
        }

    def _focus(self, name: str) -> bool:
        found = next((each for each in self._shown() if each.accessibleName() == name), None)
        if found is not None:
            found.setFocus()
        return found is not None

    def _place(self, name: str) -> list[int] | None:
        """The middle of a button or a field on the screen."""
        for each in self._shown():
            words = each.text() if isinstance(each, QAbstractButton) else ""
            if name in (words, each.accessibleName()) and each.isEnabled():
                middle = each.mapToGlobal(QPoint(each.width() // 2, each.height() // 2))
                return [middle.x(), middle.y()]
        return None

    def _labels(self) -> list[str]:
        """All words on screen: of labels and buttons, and the sentences of rows."""
        words = [getattr(each, "text", str)() for each in self._shown() if not isinstance(each, QLineEdit)]
        return [*filter(None, words), *filter(None, (each.accessibleName() for each in self._shown()))]

    def _show(self, page: str) -> None:
        self._account.window.open_page(page)

    def _write_to(self, person: str) -> None:
        self._account.window.open_page("messages")
        self._account.messages.open_conversation(PersonId(person))

    def _send_at_once(self) -> None:
        settings.choose_undo_send(self._running.client.shared.profile, 0)

    def _other_window(self) -> None:
        """Something else has the keyboard."""
        self._other.setWindowTitle("Other")
        self._other.show()
        self._other.activateWindow()

    def _own_window(self) -> None:
        self._other.hide()
        self._account.window.activateWindow()

    @property
    def _account(self) -> AccountGraph:
        account = self._running.client.account
        assert account is not None
        return account

    def _shown(self) -> list[QWidget]:
        return [each for each in QApplication.allWidgets() if each.isVisible()]


def main() -> int:
    profile, server = sys.argv[1:]
    eye = Eye()

    async def guest(running: Running) -> None:
        running.client.shared.app.installEventFilter(eye)
        print("ready", flush=True)
        await Teller(running, eye).run()

    return start(Options(profile=Path(profile), server=server), [], guest)


if __name__ == "__main__":
    sys.exit(main())
