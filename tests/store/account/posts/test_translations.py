from __future__ import annotations

from dataclasses import replace

import pytest

from microblog_desktop.domain.ids import HOME, PostKey
from microblog_desktop.domain.posts.translation import Translation
from microblog_desktop.store.rows import StoredTranslation
from tests.store.world import World, entries, post

MADE = Translation("zwei", "en", "de", "Fake")


@pytest.fixture
def key(world: World) -> PostKey:
    world.refresh(*entries(2, 1))
    found = world.store.posts.by_remote(post(2).id)
    assert found is not None
    return found


def want(world: World, key: PostKey, target: str | None) -> None:
    with world.store.transaction():
        world.store.translations.want(key, target)


def keep(world: World, key: PostKey, made: Translation = MADE, target: str = "de", of: str = "post 2") -> None:
    with world.store.transaction():
        world.store.translations.save(key, target, made, of=of)


def shown(world: World, key: PostKey) -> StoredTranslation | None:
    found = world.store.posts.get(key)
    assert found is not None
    return found.translation


def test_what_is_wanted_and_not_here_is_known(world: World, key: PostKey) -> None:
    want(world, key, "de")
    assert world.store.translations.wanted() == [(key, "de")]
    keep(world, key)
    assert world.store.translations.wanted() == []
    want(world, key, "ko")
    assert world.store.translations.wanted() == [(key, "ko")]
    want(world, key, None)
    assert world.store.translations.wanted() == []


def test_it_stands_under_its_post_and_is_told(world: World, key: PostKey) -> None:
    want(world, key, "de")
    world.told.clear()
    keep(world, key)
    assert shown(world, key) == StoredTranslation("zwei", "en", "de", "Fake")
    assert any(key in told.posts and HOME in told.timelines for told in world.told)


def test_one_for_each_language_is_kept_and_the_later_one_counts(world: World, key: PostKey) -> None:
    keep(world, key)
    keep(world, key, Translation("둘", "en", "ko", "Fake"), "ko")
    keep(world, key, Translation("Zwei!", "en", "de", "Better"))
    want(world, key, "de")
    assert shown(world, key) == StoredTranslation("Zwei!", "en", "de", "Better")
    want(world, key, "ko")
    assert shown(world, key) == StoredTranslation("둘", "en", "ko", "Fake")


def test_one_of_another_text_is_not_kept(world: World, key: PostKey) -> None:
    keep(world, key, of="post 3")
    assert not world.store.translations.has(key, "de")


def test_a_text_that_changes_forgets_all_and_anything_else_does_not(world: World, key: PostKey) -> None:
    want(world, key, "de")
    keep(world, key)
    with world.store.transaction():
        world.store.posts.save(replace(post(2), likes=9))
    assert shown(world, key) is not None
    with world.store.transaction():
        world.store.posts.save(replace(post(2), body="post 2, edited"))
    assert shown(world, key) is None
    assert world.store.translations.wanted() == []
    assert not world.store.translations.has(key, "de")


def test_what_was_hidden_stays_so_until_it_is_wanted_and_leaves_with_its_post(world: World, key: PostKey) -> None:
    def count() -> int:
        return len(world.store.db.rows("SELECT post FROM translation_hidden"))

    want(world, key, "de")
    with world.store.transaction():
        world.store.translations.hide(key)
        world.store.translations.hide(key)
    assert world.store.translations.is_hidden(key)
    assert world.store.translations.wanted() == []
    want(world, key, "de")
    assert not world.store.translations.is_hidden(key)
    with world.store.transaction():
        world.store.translations.hide(key)
        assert count() == 1
        world.store.db.write("DELETE FROM post WHERE key = ?", (key,))
        assert count() == 0
