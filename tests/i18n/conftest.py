"""A small catalogue, compiled for the test, and the computer's language and zone set by the test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from microblog_desktop.i18n import translate


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """A folder with a Korean and an Arabic catalogue."""
    for code, own_name, words in (
        ("ko", "한국어", {"Today": "오늘", "Yesterday": "어제"}),
        ("ar", "العربية", {}),
    ):
        catalogue = Catalog(locale=code)
        catalogue.add("English", own_name, context="the name of this language in itself")
        catalogue.add(("{count} post", "{count} posts"), ["글 {count}개"] if code == "ko" else [""] * 6)
        hours = ("{hours} hour ago", "{hours} hours ago")
        catalogue.add(hours, ["{hours}시간 전"] if code == "ko" else [""] * 6)
        catalogue.add("now", "방금" if code == "ko" else "الآن", context="age of a post")
        for message, translated in words.items():
            catalogue.add(message, translated)
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "microblog_desktop.mo").open("wb") as file:
            write_mo(file, catalogue)
    return tmp_path


@pytest.fixture(autouse=True)
def english(tmp_path: Path) -> Iterator[None]:
    """Start and end each test in English."""
    translate.set_language("en", tmp_path)
    yield
    translate.set_language("en", tmp_path)


@pytest.fixture
def travel_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Move the computer to another time zone."""
    yield lambda zone: monkeypatch.setenv("TZ", zone)
    monkeypatch.undo()
    time.tzset()
