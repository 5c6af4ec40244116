"""Tests of microblog_desktop/i18n/pseudo.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.i18n.formats import day_in_sentence, local_time
from microblog_desktop.i18n.pseudo import CLOSING, OPENING
from microblog_desktop.i18n.translate import (
    FOLLOW_SYSTEM,
    _,
    current_language,
    is_right_to_left,
    languages,
    ngettext,
    pgettext,
    set_language,
)
from tests.fakes.clock import FakeClock

LONG = "Nothing is sent before you are online again, and nothing is lost."


def test_a_sentence_is_longer_accented_and_bracketed(tmp_path: Path) -> None:
    set_language("en-XA", tmp_path)
    said = _(LONG)
    assert said.startswith(OPENING)
    assert said.endswith(CLOSING)
    assert 1.25 < len(said) / len(LONG) < 1.6
    assert "Ñøøthîîñg" in said
    assert pgettext("age of a post", "now") == "⟦ñøøw⟧"


def test_fields_are_kept_and_counts_have_their_forms(tmp_path: Path) -> None:
    set_language("en-XA", tmp_path)
    said = [ngettext("{count} new post", "{count} new posts", count).format(count=count) for count in (1, 2)]
    assert said == ["⟦1 ñééw pøøšt⟧", "⟦2 ñééw pøøštš⟧"]


def test_the_mirrored_language_runs_from_the_right(tmp_path: Path) -> None:
    set_language("ar-XB", tmp_path)
    assert is_right_to_left()
    assert _("Reply to {name}").format(name="Ann") == "⟦\u202eReply\u202c \u202eto\u202c Ann⟧"


@pytest.mark.parametrize(("code", "day"), [("en_XA", "November 22"), ("ar_XB", "22 نوفمبر")])
def test_dates_are_borrowed_from_a_real_language(code: str, day: str, tmp_path: Path, clock: FakeClock) -> None:
    set_language(code, tmp_path)
    today = local_time(clock()).date()
    assert day_in_sentence(today, today) == day


def test_it_is_spoken_when_the_environment_says_so_but_never_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en_XA")
    assert set_language(FOLLOW_SYSTEM, tmp_path) == "en_XA"
    assert current_language() == "en_XA"
    assert [language.code for language in languages(tmp_path)] == ["en"]
