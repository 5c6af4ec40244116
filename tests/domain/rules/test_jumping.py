"""What fits what somebody types to get somewhere (domain/rules/jumping.py)."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.rules.jumping import Fit, fit, known, typed


def how(text: str, *names: str, about: str = "") -> Fit | None:
    return fit(typed(text), known(names, about))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("home", "Home", Fit.EXACT),
        ("HO", "Home", Fit.BEGINS),
        ("mess all", "All messages", Fit.WORDS),
        ("essa", "Messages", Fit.INSIDE),
        ("e", "Home", None),
        ("ntf", "Notifications", Fit.LOOSE),
        ("tf", "Notifications", None),
        ("", "Home", None),
        ("  ", "Home", None),
        ("maria lop", "María López", Fit.BEGINS),
        ("لغة", "اللغة", Fit.INSIDE),
    ],
)
def test_a_name_fits_whole_by_its_beginning_by_its_words_inside_or_loosely(
    text: str, name: str, expected: Fit | None
) -> None:
    assert how(text, name) is expected


@pytest.mark.parametrize("text", ["ㄱ", "가", "갑", "가바", "가방", "각", "과", "고"])
def test_a_syllable_that_is_being_put_together_fits_at_each_key(text: str) -> None:
    name = "가방" if text in {"ㄱ", "가", "갑", "가바", "가방"} else "가게" if text == "각" else "과자"
    assert how(text, name) in {Fit.EXACT, Fit.BEGINS}


def test_the_initials_of_hangul_are_enough() -> None:
    assert how("ㅅㅈ", "설정") is Fit.BEGINS
    assert how("ㅈㅎ", "고급 저장 한도") is Fit.INSIDE
    assert how("ㅅㅎ", "설정") is None
    assert how("ㅅ", "설정") is Fit.BEGINS
    assert how("s", "설정") is None


def test_the_best_of_several_names_counts() -> None:
    assert how("mark_l", "Mark Lee", "mark_lee") is Fit.BEGINS
    assert how("@mark_lee", "Mark Lee", "mark_lee", "@mark_lee") is Fit.EXACT


def test_what_is_said_of_a_thing_counts_less_and_few_letters_only_begin_words() -> None:
    assert how("dark", "Theme", about="Follow the system, light or dark") is Fit.ABOUT
    assert how("theme dark", "Theme", about="light or dark") is Fit.ABOUT
    assert how("ar", "Theme", about="light or dark") is None


def test_a_very_long_text_is_read_in_part() -> None:
    assert how("a" * 100_000, "a" * 100_000) is not None


def test_letters_that_repeat_are_not_tried_in_every_way() -> None:
    """By trying all ways it would take years."""
    assert how("a" * 40 + "b", "a" * 120) is None
    assert how("a" * 40 + "b", "a" * 50 + " xb") is Fit.LOOSE
    assert how("ac", "ba a c") is Fit.LOOSE
    assert how("ac", "ba c") is None
