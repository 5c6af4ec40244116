"""Fonts are asked for where a language has letters of its own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from microblog_desktop.ui.theme.fonts import can_show


def test_latin_letters_are_always_there(qapp: QApplication) -> None:
    assert can_show("en")
    assert can_show("pt_BR")


@pytest.mark.needs("fonts-korean")
def test_korean_is_shown_where_its_fonts_are(qapp: QApplication) -> None:
    assert can_show("ko")


@pytest.mark.parametrize("language", ["ko", "ja", "zh_CN", "ar"])
def test_a_computer_without_fonts_cannot_show_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda _writing: [])
    assert not can_show(language)
