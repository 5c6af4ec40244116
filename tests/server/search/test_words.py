"""What a text is found by (microblog_server/search/words.py)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_server.search.words import folded, sections, words_of_person, words_of_post


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Größe", "GROSSE"),
        ("Café", "cafe"),
        ("Cafe\u0301", "café"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("أحمد", "احمد"),
        ("كِتَاب", "كتاب"),
        ("ﾊﾞｽ", "バス"),
    ],
)
def test_case_accents_and_width_make_no_difference(text: str, same: str) -> None:
    assert folded(text) == folded(same)


@pytest.mark.parametrize(("text", "other"), [("가", "각"), ("ば", "は"), ("パス", "バス"), ("й", "ц")])
def test_different_letters_stay_different(text: str, other: str) -> None:
    assert folded(text) != folded(other)


def test_runs_without_blanks_are_cut_into_pairs_and_their_last_character() -> None:
    assert words_of_post("한강에 간다", 7) == "한강 강에 에 간다 다 한 강 간 @7"


def test_tags_and_the_author_stand_behind_the_text() -> None:
    assert words_of_post("Hi #Tag &#39; a/b#c #산책", 7) == "hi tag 39 a b c 산책 책 산 #tag #산책 @7"


def test_a_person_has_sections() -> None:
    words = words_of_person("Mary-Jane", "Mary 수", "trains")
    assert sections(words) == [" mary jane ", " mary 수 ", " trains ", " =mary-jane "]


@given(st.text())
def test_words_hold_nothing_that_a_database_could_misread(text: str) -> None:
    assert not set(words_of_post(text, 1)) & set("\"'\\\0\n\t:*()&!<>")
    assert all(0 < len(word) <= 65 for word in words_of_post(text, 1).split(" "))
