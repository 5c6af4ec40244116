"""What people may write (microblog_server/text.py)."""

from __future__ import annotations

import pytest

from microblog_server import text


@pytest.mark.parametrize(("written", "count"), [("한강", 2), ("e\u0301", 1), ("👨‍👩‍👧‍👦🇰🇷", 2), ("", 0), ("a\r\nb", 3)])
def test_length_is_what_people_count(written: str, count: int) -> None:
    assert text.length(written) == count


def test_a_limit_is_in_characters_but_not_without_end() -> None:
    family = "👨‍👩‍👧‍👦"
    assert text.body(family * 10, 10) == family * 10
    with pytest.raises(ValueError, match="at most 10"):
        text.body("x" * 11, 10)
    with pytest.raises(ValueError, match="at most 10"):
        text.body("e" + "\u0301" * 300, 10)


@pytest.mark.parametrize("blank", ["", "  ", "\n\t", "\u200b", "\u3164\u2800", "\ufeff \u200d"])
def test_blank_is_refused(blank: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        text.body(blank, 10)


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="control"):
        text.body(f"a{bad}b", 10)
    with pytest.raises(ValueError, match="control"):
        text.line(f"a{bad}b", 10)


def test_lines_and_direction_marks_are_kept() -> None:
    assert text.body("a\r\nb\rc\td\u200f \n", 20) == "a\nb\nc\td\u200f"
    assert text.body("  indented", 20) == "  indented"


@pytest.mark.parametrize("name", ["susan", "한강", "Ana_María", "j.r-2", "ｓｕｓａｎ"])
def test_names_have_letters_of_any_script(name: str) -> None:
    assert text.username(name)


@pytest.mark.parametrize(
    "name", ["", "a b", "a/b", "@a", "a@b", "a:b", ".a", "🙂", "a\u200db", "x" * 65, "\ufdfa" * 10]
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"must|may"):
        text.username(name)


def test_names_that_look_the_same_are_the_same() -> None:
    assert text.folded("ＳＵＳＡＮ") == text.folded("Susan") == "susan"
    assert text.folded("STRASSE") == text.folded("Straße")


def test_mentions_are_found_as_people_write_them() -> None:
    assert text.mentioned("@susan, (@John.) and @한강! @SUSAN") == ["susan", "john", "한강"]
    assert text.mentioned("mail susan@example.org or https://example.org/@susan") == []
    assert len(text.mentioned(" ".join(f"@person{number}" for number in range(50)))) == 20


def test_passwords_are_long_enough_and_typed() -> None:
    assert text.password("        ") == "        "
    for bad in ("short", "x" * 1025, "tab\x00tab12"):
        with pytest.raises(ValueError, match="must"):
            text.password(bad)


def test_addresses_have_two_sides() -> None:
    assert text.email(" a@b ") == "a@b"
    for bad in ("a", "a@", "@b", "a b@c", "a@b@c", "a@" + "b" * 260):
        with pytest.raises(ValueError, match="must"):
            text.email(bad)
