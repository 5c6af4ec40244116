"""A row in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from microblog_desktop.domain.rules.marked_text import MarkedText
from microblog_desktop.store.rows import StoredPost
from microblog_desktop.viewmodels.posts.spoken import counted_likes, counted_replies, counted_reposts, spoken
from microblog_desktop.viewmodels.posts.translations import TranslationWords
from tests.store.world import World, entry, post


def stored(world: World, body: str = "Tea is ready.") -> StoredPost:
    world.refresh(entry(1, of=post(1, body=body)))
    found = world.store.timelines.entry_rows(world.keys())[0].post
    assert found is not None
    return found


def test_it_says_what_the_reader_did_with_it(world: World) -> None:
    mine = replace(stored(world), likes=9, reposts=1, liked=True, reposted=True, bookmarked=True)
    said = spoken(mine, "", "", None, None, mine.created_at).text
    assert said.endswith("Tea is ready. 1 repost. 9 likes. Liked by you. Reposted by you. Bookmarked")


def test_its_age_is_in_words_and_a_question_ends_as_one(world: World) -> None:
    question = replace(stored(world, "Thursday?"), replies=5)
    said = spoken(question, "", "", None, None, question.created_at + timedelta(hours=3)).text
    assert said == "John, @john, 3 hours ago. Thursday? 5 replies"


def test_it_says_the_translation_that_is_shown(world: World) -> None:
    korean = stored(world, "안녕하세요")
    translation = TranslationWords("Translated from Korean", MarkedText("Hello"))
    said = spoken(korean, "", "", None, translation, korean.created_at).text
    assert said.endswith("안녕하세요. Translated from Korean. Hello")


def test_numbers_are_told_where_there_are_any() -> None:
    assert [counted_replies(1), counted_reposts(2), counted_likes(0)] == ["1 reply", "2 reposts", ""]
    assert counted_likes(12_345) == "12,345 likes"
