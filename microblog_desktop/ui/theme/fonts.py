"""Whether this computer has a font for the letters of a language; without one they are shown as boxes."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

_WRITING = {
    "ar": QFontDatabase.WritingSystem.Arabic,
    "ja": QFontDatabase.WritingSystem.Japanese,
    "ko": QFontDatabase.WritingSystem.Korean,
    "zh": QFontDatabase.WritingSystem.SimplifiedChinese,
}


def can_show(language: str) -> bool:
    """Ask the fonts; languages in Latin letters are always shown. `language` is a code such as "ko" or "zh_CN"."""
    writing = _WRITING.get(language.partition("_")[0])
    return writing is None or bool(QFontDatabase.families(writing))
