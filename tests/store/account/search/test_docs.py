"""Numbers in the index are made here as the file's own views make them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from microblog_desktop.commands import messaging, posting
from microblog_desktop.store.account.search.docs import Kind, doc_of, docs_of_day, key_of
from microblog_desktop.store.sqlite.columns import micros
from tests.store.world import JOHN, NOON, World

MOMENTS = (
    NOON,
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_posts_and_messages_have_the_numbers_of_the_views(world: World, moment: datetime) -> None:
    post = posting.publish(world.store, "heron", now=moment, undo_s=0, draft="home")
    message = messaging.send(world.store, JOHN.id, "heron", now=moment)
    for kind, view, key in ((Kind.POST, "search_post", post), (Kind.MESSAGE, "search_message", message)):
        row = world.store.db.row(f"SELECT doc FROM {view} WHERE key = ?", (key,))
        doc = doc_of(kind, micros(moment), key)
        assert row == (doc,)
        assert key_of(doc) == key
        assert kind.docs[0] <= doc < kind.docs[1] <= 1 << 63
        assert docs_of_day(doc)[0] <= doc < docs_of_day(doc)[1]


def test_a_later_day_has_higher_numbers_whatever_the_keys() -> None:
    day_us = 86_400_000_000
    assert doc_of(Kind.POST, 20_000 * day_us, 1) > doc_of(Kind.POST, 19_999 * day_us, 200_000_000)
