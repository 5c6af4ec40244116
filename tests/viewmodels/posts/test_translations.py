"""Who is offered a translation, and what stands under the post then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import StoredPost, StoredTranslation
from microblog_desktop.store.status import Activity
from microblog_desktop.viewmodels.posts.translations import (
    TranslationWords,
    can_be_translated,
    offer_words,
    translation_words,
)
from tests.store.world import World, entry, post


@pytest.mark.parametrize(
    ("language", "languages", "is_offered"),
    [
        ("ko", {"en", "ko"}, True),
        ("ko", (), True),
        ("ko", {"en", "de"}, False),
        ("ko", {"ko", "de"}, False),
        ("en", {"en", "ko"}, False),
        ("en-GB", (), False),
        (None, {"en", "ko"}, False),
        ("", (), False),
    ],
)
def test_it_is_offered_between_languages_that_the_server_knows(
    language: str | None, languages: set[str], is_offered: bool
) -> None:
    assert can_be_translated(language, frozenset(languages)) is is_offered


def test_the_offer_names_the_language() -> None:
    assert offer_words("ko") == "Translate from Korean"


@pytest.fixture
def wanted(world: World) -> StoredPost:
    world.refresh(entry(1, of=post(1, body="안녕")))
    found = world.store.timelines.entry_rows(world.keys())[0].post
    assert found is not None
    return replace(found, wanted_translation="en", language="ko")


def words(post: StoredPost, activity: Activity, *, is_online: bool = True) -> TranslationWords:
    found = translation_words(post, activity, is_online=is_online)
    assert found is not None
    return found


def test_nothing_stands_under_a_post_that_nobody_wants_translated(wanted: StoredPost) -> None:
    assert translation_words(replace(wanted, wanted_translation=None), Activity(), is_online=True) is None


def test_it_is_awaited_or_fails_in_words(wanted: StoredPost) -> None:
    assert words(wanted, Activity(is_busy=True)).is_loading
    failed = words(wanted, Activity(problem=Problem(ProblemKind.SERVER_FAILED, may_retry=True)))
    assert (failed.label, failed.reason) == (
        "Not translated",
        "The server has a problem of its own. Try again in a few minutes.",
    )
    assert "offline" in words(wanted, Activity(), is_online=False).reason


def test_what_is_kept_is_shown_also_offline_and_with_its_links(wanted: StoredPost) -> None:
    kept = replace(wanted, translation=StoredTranslation("Hello, see example.net", "ko", "en", "dictionary"))
    found = words(kept, Activity(), is_online=False)
    assert found.label == "Translated from Korean"
    assert found.text is not None
    assert (found.text.text, len(found.text.spans)) == ("Hello, see example.net", 1)
