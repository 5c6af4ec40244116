"""How well a text answers (microblog_server/search/relevance.py)."""

from __future__ import annotations

from microblog_server.search.query import parse
from microblog_server.search.relevance import HIGHEST, measure
from microblog_server.search.words import words_of_person, words_of_post


def _of(body: str, typed: str) -> int:
    return measure(parse(typed).wide, (1,))(words_of_post(body, 1))


def test_whole_words_count_more_than_beginnings() -> None:
    assert _of("the river is wide today", "river") > _of("the rivers are wide here", "river") > 0
    assert _of("river" + " and many other things" * 20, "river") > _of("rivers, rivers", "river")


def test_more_often_and_in_a_shorter_text_counts_more() -> None:
    assert _of("tea, tea and more tea", "tea") > _of("tea", "tea")
    assert _of("tea now", "tea") > _of("tea " + "and a good deal of other things " * 9, "tea")


def test_words_side_by_side_count_more() -> None:
    assert _of("we drank black coffee at home", "black coffee") > _of("coffee at home, all in black", "black coffee")


def test_the_last_place_of_a_run_counts() -> None:
    assert _of("오늘 한강", "한강") > 0
    assert _of("오늘 한강에", "한강") > 0


def test_a_name_counts_more_than_what_somebody_says_of_themselves() -> None:
    rank = measure(parse("ada").wide, (6, 4, 1))
    named = rank(words_of_person("ada", "Ada", ""))
    admirer = rank(words_of_person("bob", "Bob", "I admire Ada, Ada and Ada"))
    assert HIGHEST > named > admirer > 0
