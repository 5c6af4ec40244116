from __future__ import annotations

import time
from dataclasses import replace

import pytest

from microblog_desktop.domain.ids import PostKey
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.store.account.posts import freshness
from tests.store.world import World, post


def save(world: World, likes: int, asked_at: int | None) -> PostKey:
    with world.store.transaction():
        return world.store.posts.save(replace(post(1), likes=likes, body=f"likes {likes}", asked_at=asked_at))


def likes(world: World, key: PostKey) -> tuple[bool, int, str]:
    found = world.store.posts.get(key)
    assert found is not None
    return found.liked, found.likes, found.body


def test_an_answer_asked_for_before_a_like_was_taken_is_right_about_all_else(world: World) -> None:
    key = save(world, 3, None)
    asked_at = time.monotonic_ns()
    with world.store.transaction():
        world.store.reactions.fold(key, Reaction.LIKE, has_it=True)
    assert likes(world, key) == (True, 4, "likes 3")
    save(world, 9, asked_at)
    assert likes(world, key) == (True, 4, "likes 9")
    save(world, 7, time.monotonic_ns())
    assert likes(world, key) == (False, 7, "likes 7")


def test_what_no_request_can_be_older_than_is_forgotten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = world.store.posts.freshness
    asked_at = time.monotonic_ns()
    fresh.note(post(1).id, Reaction.LIKE)
    assert fresh.is_outdated(post(1).id, Reaction.LIKE, asked_at)
    monkeypatch.setattr(freshness, "LONGEST_REQUEST_NS", 0)
    fresh.note(post(2).id, Reaction.LIKE)
    assert not fresh.is_outdated(post(1).id, Reaction.LIKE, asked_at)
