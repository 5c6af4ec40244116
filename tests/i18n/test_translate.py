"""Tests of microblog_desktop/i18n/translate.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.i18n.translate import (
    FOLLOW_SYSTEM,
    N_,
    Language,
    _,
    current_language,
    is_right_to_left,
    languages,
    ngettext,
    pgettext,
    set_language,
)


def test_words_change_with_the_language_at_the_next_call(catalogues: Path) -> None:
    assert _("Today") == "Today"
    set_language("ko", catalogues)
    assert _("Today") == "오늘"
    set_language("en", catalogues)
    assert _("Today") == "Today"


def test_a_sentence_that_counts_follows_the_plural_rules_of_the_language(catalogues: Path) -> None:
    assert [ngettext("{count} post", "{count} posts", count) for count in (1, 2)] == ["{count} post", "{count} posts"]
    set_language("ko", catalogues)
    assert [ngettext("{count} post", "{count} posts", count) for count in (1, 2)] == ["글 {count}개"] * 2


def test_a_context_tells_equal_words_apart(catalogues: Path) -> None:
    set_language("ko", catalogues)
    assert pgettext("age of a post", "now") == "방금"
    assert pgettext("elsewhere", "now") == "now"


def test_a_marked_constant_is_translated_where_it_is_shown(catalogues: Path) -> None:
    constant = N_("Yesterday")
    set_language("ko", catalogues)
    assert (constant, _(constant)) == ("Yesterday", "어제")


def test_the_language_of_the_computer_is_followed_when_nothing_is_chosen(
    catalogues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert set_language(FOLLOW_SYSTEM, catalogues) == "ko"
    assert current_language() == "ko"


def test_a_language_without_a_catalogue_is_answered_in_english(catalogues: Path) -> None:
    assert set_language("fr", catalogues) == "en"
    assert _("Today") == "Today"


def test_each_language_that_can_be_chosen_has_its_own_name(catalogues: Path) -> None:
    assert languages(catalogues) == [Language("en", "English"), Language("ar", "العربية"), Language("ko", "한국어")]


@pytest.mark.parametrize(("code", "mirrored"), [("ar", True), ("ko", False), ("en", False)])
def test_windows_are_mirrored_for_languages_written_from_the_right(
    catalogues: Path, code: str, mirrored: object
) -> None:
    set_language(code, catalogues)
    assert is_right_to_left() is mirrored
