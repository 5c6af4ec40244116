"""After crashes at the last starts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from microblog_desktop.app.crash.offering import wants_safe_mode


def _press(app: QApplication, words: str) -> None:
    boxes = [widget for widget in app.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()]
    if not boxes:
        QTimer.singleShot(10, lambda: _press(app, words))
        return
    next(button for button in boxes[0].buttons() if button.text() == words).click()


@pytest.mark.parametrize(("words", "is_wanted"), [("Start in safe mode", True), ("Start as usual", False)])
def test_one_chooses_how_to_start(qapp: QApplication, words: str, *, is_wanted: bool) -> None:
    QTimer.singleShot(0, lambda: _press(qapp, words))
    assert wants_safe_mode(qapp) is is_wanted
