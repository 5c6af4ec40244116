"""Anything may be typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.domain.rules.search_query import MOST_TERMS, parse
from microblog_desktop.domain.search import SearchQuery


def texts(query: SearchQuery) -> list[str]:
    return [" ".join(part.text for part in term) for term in query.terms]


def test_words_phrases_tags_and_authors_are_told_apart() -> None:
    query = parse('Heron "Old  Canal" #Birds from:@Susan 한강')
    assert texts(query) == ["heron", "old canal", "한강"]
    assert (query.tags, query.authors) == (("birds",), ("susan",))


@pytest.mark.parametrize("typed", ["“Old Canal”", "„old canal“", "«old canal»", "「old canal」", "＂old canal＂"])
def test_quotes_of_all_keyboards_are_quotes(typed: str) -> None:
    assert texts(parse(f"{typed} from：susan")) == ["old canal"]
    assert parse("from：susan").authors == ("susan",)


@pytest.mark.parametrize("typed", ["", "  ", "!?", '"', '""', "#", "from:", "from:@", "()*^:", "\x00"])
def test_what_holds_no_word_looks_for_nothing(typed: str) -> None:
    assert parse(typed).is_blank


def test_a_quote_that_is_not_closed_goes_to_the_end() -> None:
    assert texts(parse('x "old canal')) == ["x", "old canal"]


def test_what_is_written_together_stands_together() -> None:
    assert texts(parse("don't K팝")) == ["don t", "k 팝"]


def test_operators_of_the_index_are_words() -> None:
    assert texts(parse("this OR that NEAR(x) NOT -y col:z")) == ["this", "or", "that", "near x", "not", "y", "col z"]


def test_a_syllable_that_is_being_put_together_does_not_count_yet() -> None:
    assert texts(parse("한강ㅇ")) == ["한강"]
    assert texts(parse("ㅋㅋ")) != []


def test_very_long_things_are_cut() -> None:
    assert len(parse("word " * 2_000).terms) == 1
    assert len(parse(" ".join(f"w{number}" for number in range(2_000))).terms) == MOST_TERMS


@given(st.text())
def test_nothing_that_is_typed_raises(typed: str) -> None:
    query = parse(typed)
    assert all(part.text for term in query.terms for part in term)
    assert all((*query.tags, *query.authors))
