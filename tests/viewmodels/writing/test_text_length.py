from __future__ import annotations

from unicodedata import normalize

import pytest

from microblog_desktop.domain.server import CountedIn
from microblog_desktop.viewmodels.writing.text_length import text_length


@pytest.mark.parametrize(
    ("text", "graphemes", "code_points"),
    [
        ("", 0, 0),
        ("plain", 5, 5),
        ("한글", 2, 2),
        (normalize("NFD", "한글"), 2, 6),
        ("👨‍👩‍👧‍👦", 1, 7),
        ("🇰🇷", 1, 2),
        ("👍🏽", 1, 2),
        ("e\N{COMBINING ACUTE ACCENT}", 1, 2),
        ("a\nb", 3, 3),
    ],
)
def test_characters_are_counted_as_the_server_counts(text: str, graphemes: int, code_points: int) -> None:
    assert text_length(text, CountedIn.GRAPHEMES) == graphemes
    assert text_length(text, CountedIn.CODE_POINTS) == code_points
