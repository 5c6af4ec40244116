"""The documentation names what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import CLIENT, ROOT, SERVER, short

_PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# `folder/` or `folder/file.py` in the running text; commands, URLs and globs are something else.
_NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/(?:[\w-]+\.\w+)?)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_NO_FILES = {".venv/", "tour/", "benchmarks/results/", "translations/xx/LC_MESSAGES/microblog_desktop.po"}


@pytest.mark.parametrize("page", _PAGES, ids=short)
def test_the_files_that_a_page_names_exist(page: Path) -> None:
    roots = (ROOT, CLIENT, SERVER, ROOT / "tests", page.parent)
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(_NAMED.findall(text)) - _NO_FILES
    assert [name for name in sorted(named) if not any((root / name).exists() for root in roots)] == []


@pytest.mark.parametrize("page", _PAGES, ids=short)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
