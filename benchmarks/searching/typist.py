"""Somebody at the real search page: types a key, and sees what it brought when the window has painted it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from benchmarks.searching.well_read import ACCOUNT, open_store
from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.i18n.translate import set_language
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS, Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.search.model import SearchModel
from microblog_desktop.viewmodels.search.results import SearchResults
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.rows import Offers

_ROOT = Path(__file__).parents[2]
_PATIENCE_MS = 2_000
_SIZE = (616, 760)
_OFFERS = Offers(True, True, True, True, True, True, True, True, frozenset({"en", "ko"}))


class Typist:
    """Has a window of its own; the server is not asked."""

    def __init__(self, file: Path) -> None:
        self._store = open_store(file)
        self._model = SearchModel(self._store, _OFFERS, None)
        results = SearchResults(self._model)
        theme = Theme(application(), _ROOT / "resources" / "icons")
        actions = PostActions(self._store, lambda: 5, _NobodyAnswers())
        pictures = RoundPictures(_NoPictures())
        self._page = SearchPage(theme, pictures, results, actions, self._store.clock, ACCOUNT.server)
        self._window = _Window(self._page, self._painted)
        self._model.changed.connect(self._arrived)
        self._has_arrived = self._is_done = False
        self._waiting = QEventLoop()
        self._window.resize(*_SIZE)
        self._window.show()
        self._page.begin()
        run(300)

    def press(self, letter: str) -> float:
        """The milliseconds until what the key brought was painted."""
        field = self._page.field
        self._has_arrived = self._is_done = False
        before = field.text()
        began = time.perf_counter()
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
        if not self._model.is_waiting:
            # A blank more or less looks for nothing else.
            self._arrived()
        if not self._is_done:
            self._waiting = QEventLoop()
            run(_PATIENCE_MS, self._waiting)
        took_ms = (time.perf_counter() - began) * 1000
        if self._model.is_waiting or field.text() != before + letter:
            raise RuntimeError(f"{field.text()!r} was not answered")
        return took_ms

    def wipe(self) -> None:
        """Take all back, and wait until the page is as at the beginning."""
        self._page.field.wipe()
        run(30)

    def close(self) -> None:
        self._window.close()
        self._page.close_model()
        self._store.close()

    def _arrived(self) -> None:
        if not self._model.is_waiting:
            self._has_arrived = True
            # Where the same is found as before, nothing would have to be painted.
            self._page.posts.list.viewport().update()

    def _painted(self) -> None:
        if self._has_arrived:
            self._is_done = True
            self._waiting.quit()


class _Window(QWidget):
    """Tells when all that was to be painted is."""

    def __init__(self, page: QWidget, on_painted: Callable[[], None]) -> None:
        super().__init__()
        self._on_painted = on_painted
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(page)

    def event(self, event: QEvent) -> bool:
        is_handled = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self._on_painted()
        return is_handled


class _NobodyAnswers:
    """Sync that is asked nothing."""

    def load_thread(self, post: PostKey) -> None:
        pass

    def find_post(self, post: PostId) -> None:
        pass

    def translate(self, post: PostKey, target: str) -> None:
        pass

    def reload_post(self, post: PostKey) -> None:
        pass


class _NoPictures:
    def get(self, _url: str) -> bytes | None:
        return None

    def want(self, url: str) -> None:
        pass

    def subscribe(self, _on_arrival: Callable[[str], None]) -> Callable[[], None]:
        return lambda: None


def application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
        set_language("en", _ROOT / "translations")
        globals()["_app"] = app
    return app


def run(milliseconds: int, loop: QEventLoop | None = None) -> None:
    """Let the window live for a while, or until the loop is ended."""
    loop = loop or QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()
