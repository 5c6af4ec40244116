from __future__ import annotations

from microblog_desktop.commands import posting
from microblog_desktop.commands.translating import hide, show
from microblog_desktop.domain.posts.translation import Translation
from tests.store.world import SUSAN, World, entry, post


def test_a_translation_shows_until_it_is_hidden_and_is_kept(world: World) -> None:
    world.refresh(entry(2, of=post(2, SUSAN, "two")))
    key = world.store.posts.by_remote(post(2).id)
    assert key is not None
    assert not show(world.store, key, "de")
    with world.store.transaction():
        world.store.translations.save(key, "de", Translation("zwei", "en", "de", "Fake"), of="two")
    stored = world.store.posts.get(key)
    assert stored is not None
    assert stored.translation is not None
    assert stored.translation.text == "zwei"
    hide(world.store, key)
    stored = world.store.posts.get(key)
    assert stored is not None
    assert (stored.translation, stored.wanted_translation) == (None, None)
    assert show(world.store, key, "de")
    assert not show(world.store, key, "ko")


def test_an_edit_on_its_way_forgets_the_translation_of_the_old_text(world: World) -> None:
    world.refresh(entry(2, of=post(2, SUSAN, "two")))
    key = world.store.posts.by_remote(post(2).id)
    assert key is not None
    show(world.store, key, "de")
    with world.store.transaction():
        world.store.translations.save(key, "de", Translation("zwei", "en", "de", "Fake"), of="two")
    posting.edit(world.store, key, "three", now=world.now)
    assert not world.store.translations.has(key, "de")
    show(world.store, key, "de")
    with world.store.transaction():
        world.store.translations.save(key, "de", Translation("drei", "en", "de", "Fake"), of="three")
        world.store.posts.save(post(2, SUSAN, "three"))
        world.store.posts.finish_edit(key, "three")
    stored = world.store.posts.get(key)
    assert stored is not None
    assert stored.translation is not None
    assert stored.translation.text == "drei"
