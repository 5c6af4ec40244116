"""What is marked in a text, and what is shown of a long one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microblog_desktop.domain.rules.search_marks import Looker, snippet
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Range, SearchQuery

TEXT = "오늘 한강에서 Café ＣＡＦＥ, the café-bar! 🚲 K팝송 #한강 #Café"


def look(text: str, query: SearchQuery) -> tuple[Range, ...]:
    return Looker(query).look(text)


def marked(text: str, typed: str) -> list[str]:
    return [text[one.start : one.end] for one in look(text, parse(typed))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("한강", ["한강", "한강"]),
        ("강", ["강", "강"]),
        ("강에서", ["강에서"]),
        ("cafe", ["Café", "ＣＡＦＥ", "café", "Café"]),
        ("CAF", ["Caf", "ＣＡＦ", "caf", "Caf"]),
        ('"the cafe bar"', ["the café-bar"]),
        ("k팝", ["K팝"]),
        ("🚲", ["🚲"]),
        ("#caf", ["#Caf\N{LATIN SMALL LETTER E WITH ACUTE}"]),
        ("오늘 the", ["오늘", "the"]),
        ("늘 한", ["늘", "한", "한"]),
        ('"늘 한강에"', ["늘 한강에"]),
        ("a", []),
        ("heron", []),
    ],
)
def test_the_words_are_marked_where_they_stand(typed: str, expected: list[str]) -> None:
    assert marked(TEXT, typed) == expected


def test_letters_put_together_of_parts_are_marked_whole() -> None:
    text = unicodedata.normalize("NFD", "nach café 한강에서")
    assert marked(text, "café 한강") == [unicodedata.normalize("NFD", "café"), unicodedata.normalize("NFD", "한강")]


def test_marks_that_touch_are_one() -> None:
    assert marked("한강에서", "한강 강에 에서") == ["한강에서"]


def test_more_and_whole_words_in_a_shorter_text_count_more() -> None:
    texts = ("heron and heron", "a heron here", "herons here", "a heron here " + "and so on " * 40, "nothing")
    scores = [Looker(parse("heron")).weigh(text).score for text in texts]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[-1] == 0


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    text = "a heron\nat the canal"
    assert snippet(text, look(text, parse("canal"))).text == "a heron at the canal"


@pytest.mark.parametrize("body", ["word " * 200, "가나다라마바사" * 60, "👩‍👩‍👧" * 90, "e\u0301" * 400])
def test_of_a_long_text_is_shown_what_stands_around_the_first_find(body: str) -> None:
    text = f"{body} heron {body}"
    shown = snippet(text, look(text, parse("heron")))
    assert [shown.text[one.start : one.end] for one in shown.ranges] == ["heron"]
    assert len(shown.text) <= 170
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert shown.text[1] not in "\u0301\u200d"


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=20))
def test_ranges_are_inside_the_text_in_order_and_apart(text: str, typed: str) -> None:
    ranges = look(text, parse(typed))
    ends = [place for one in ranges for place in (one.start, one.end)]
    assert ends == sorted(set(ends))
    assert all(0 <= place <= len(text) for place in ends)
    shown = snippet(text, ranges)
    assert all(0 <= one.start < one.end <= len(shown.text) for one in shown.ranges)


@settings(deadline=None)
@given(st.text(alphabet="aé한강ab 에ｶﾞ#\u0301🚲", max_size=30), st.data())
def test_a_text_is_found_by_its_parts_and_they_are_marked(text: str, data: st.DataObject) -> None:
    query = parse(text)
    if query.terms and not query.tags:
        term = data.draw(st.sampled_from(query.terms))
        assert look(text, parse('"' + " ".join(part.text for part in term) + '"'))
