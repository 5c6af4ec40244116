"""What a text is found by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.domain.rules.search_words import by, folded, words_of


def words(text: str) -> list[str]:
    """Without the marks behind them."""
    return words_of(text).split("|")[0].split()


def marks(text: str) -> list[str]:
    return words_of(text).split("|")[1].split()


def test_case_accents_and_width_make_no_difference() -> None:
    assert folded("Ｃａｆé ÉCOLE Straße Øl ｶﾞ") == "cafe ecole strasse ol ガ"


def test_letters_put_together_of_parts_are_the_same_letters() -> None:
    assert folded(unicodedata.normalize("NFD", "한강 café")) == folded("한강 café")


def test_words_without_blanks_are_kept_as_pairs_and_by_their_end() -> None:
    assert words("한강에 갔다") == ["한강", "강에", "에", "갔다", "다"]
    assert words("東京都へ") == ["東京", "京都", "都へ", "へ"]
    assert words("강") == ["강"]


def test_each_of_their_characters_is_a_mark_once() -> None:
    assert marks("한강 한강에") == ["한"]


def test_other_words_are_whole_and_known_by_their_beginnings() -> None:
    assert words("Herons, waiting") == ["herons", "waiting"]
    assert marks("Herons, of old") == ["he*", "ol*", "her*"]


def test_tags_and_the_author_are_marks() -> None:
    assert "#한강" in marks("노을 #한강")
    assert "#birds" in marks("(#Birds)")
    assert by("id 7") in words_of("x", "id 7").split()
    assert " " not in by("id 7")


@pytest.mark.parametrize("address", ["https://example.org/#top", "a#b", "&#39;"])
def test_a_sign_inside_an_address_makes_no_tag(address: str) -> None:
    assert [mark for mark in marks(address) if mark.startswith("#")] == []


def test_words_of_indic_scripts_and_arabic_stay_in_one_piece() -> None:
    assert words("हिन्दी में") == ["हिन्दी", "में"]
    assert words("مُحَمَّد") == ["محمد"]


def test_an_emoji_is_a_word() -> None:
    assert words("go 🚲!") == ["go", "🚲"]


@given(st.text(max_size=200))
def test_any_text_has_words_that_stay_apart(text: str) -> None:
    for word in words_of(text).split(" "):
        assert word
        assert not any(character.isspace() or character == '"' for character in word)
