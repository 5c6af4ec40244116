"""After crashes at the last starts."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from microblog_desktop.app.crash.offering import safe_mode_question


def test_one_chooses_how_to_start(qtbot: QtBot) -> None:
    box, safe = safe_mode_question()
    qtbot.addWidget(box)
    assert [button.text() for button in box.buttons()] == ["Start in safe mode", "Start as usual"]
    box.open()
    safe.click()
    assert box.clickedButton() is safe
    assert "drafts" in box.informativeText()
