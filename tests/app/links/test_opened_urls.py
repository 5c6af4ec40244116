"""Links that come as events."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.links.opened_urls import OpenedUrls


def test_a_link_that_the_system_hands_over_is_told(qapp: QApplication) -> None:
    heard: list[str] = []
    opened = OpenedUrls(qapp, heard.append)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("microblog://example.net/posts/7")))
    assert heard == ["microblog://example.net/posts/7"]
    qapp.removeEventFilter(opened)
