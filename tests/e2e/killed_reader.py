"""A client that reads down and waits to be killed: `python -m tests.e2e.killed_reader PROFILE PIXELS`.

Says on one line what stands where on its screen, once the pause is over after which that is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.ids import HOME
from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS
from tests.e2e.reading import on_screen
from tests.e2e.windowed import open_window

_LOOK_EVERY_MS = 20


def read(profile: Path, pixels: int) -> int:
    app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
    account = open_window(profile).account
    assert account is not None
    reading = account.store.timelines.reading

    def say_when_kept() -> None:
        if account.timeline.place is not None and reading.position(HOME) == account.timeline.place:
            looking.stop()
            print(json.dumps(on_screen(account)), flush=True)

    looking = QTimer(app, interval=_LOOK_EVERY_MS)
    looking.timeout.connect(say_when_kept)
    on_screen(account)
    account.home.posts.list.scroll_by(pixels)
    looking.start()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(read(Path(sys.argv[1]), int(sys.argv[2])))
