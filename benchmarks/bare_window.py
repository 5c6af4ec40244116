"""The yardstick: the least that a PySide6 program can do, a window that paints one label.

Run as a script; notes the same figures in the same way as the client does.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class _PaintWatcher(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, _note)
        return False


def _note() -> None:
    figures = {"event": "first_paint", "at_s": time.monotonic(), "cpu_ms": time.process_time() * 1000}
    import json
    import os
    from pathlib import Path

    figures |= {"rss_mb": int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6}
    with Path(os.environ["MICROBLOG_DESKTOP_FIGURES"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures) + "\n")


def main() -> int:
    app = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Hello"))
    window.resize(1180, 800)
    watcher = _PaintWatcher()
    window.installEventFilter(watcher)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
