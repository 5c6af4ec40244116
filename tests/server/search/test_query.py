"""What somebody typed, read (microblog_server/search/query.py)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_server.search.query import MOST_PARTS, Phrase, Query, TooManyPartsError, parse


def test_words_phrases_tags_and_the_author_are_told_apart() -> None:
    query = parse("Fresh “black  coffee” #Trains From:@susan riv*")
    assert query.phrases == (
        Phrase(("fresh",)),
        Phrase(("black", "coffee")),
        Phrase(("#trains",)),
        Phrase(("riv",), is_beginning=True),
    )
    assert query.author == "susan"


def test_words_but_not_phrases_or_short_words_are_widened_to_beginnings() -> None:
    assert parse('river "old town" at 한강').wide == (
        Phrase(("river",), is_beginning=True),
        Phrase(("old", "town")),
        Phrase(("at",)),
        Phrase(("한강",)),
    )


def test_beginnings_have_three_letters_at_least() -> None:
    assert parse("th* the*").phrases == (Phrase(("th",)), Phrase(("the",), is_beginning=True))


def test_a_run_must_end_where_something_follows_it() -> None:
    assert parse('"한강 공원"').phrases == (Phrase(("한강", "강", "공원")),)


def test_a_single_character_behind_something_is_the_beginning_of_a_pair() -> None:
    assert parse("3월").phrases == (Phrase(("3", "월"), is_beginning=True),)


@pytest.mark.parametrize("text", ["", " ", '"', '""', "***", "# @ ( ) ^ - + : ~", "\0", "\ufffd\u200d"])
def test_where_there_is_no_word_nothing_is_looked_for(text: str) -> None:
    assert parse(text) == Query()


def test_what_was_typed_is_a_name_only_if_it_is_all_of_it() -> None:
    assert parse(" @mary-jane ").name == "mary-jane"
    assert parse("mary jane").name is None


def test_too_many_words_are_refused() -> None:
    words = [f"w{number}" for number in range(MOST_PARTS + 1)]
    assert len(parse(" ".join(words[:-1])).phrases) == MOST_PARTS
    with pytest.raises(TooManyPartsError):
        parse(" ".join(words))
    assert len(parse("same " * 100).phrases) == 1


@given(st.text(max_size=60))
def test_anything_can_be_typed(text: str) -> None:
    query = parse(text)
    assert len(query.phrases) >= len(query.wide)
    assert all(phrase.words and all(phrase.words) for phrase in (*query.phrases, *query.wide))
