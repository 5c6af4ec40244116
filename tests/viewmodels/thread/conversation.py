"""A short thread in a real store, for the tests of its model and its page."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.domain.posts.post import Post, Thread
from microblog_desktop.viewmodels.thread.model import ThreadModel
from microblog_desktop.viewmodels.timeline.rows import Offers, PostRow
from tests.fakes.ports import FakePostSync
from tests.store.world import World, post

OFFERS = Offers(can_write=True, can_follow=True, can_message=True, can_like=True, can_thread=True)
FOCUS = 10


def answer(number: int, to: int, *, replies: int = 0) -> Post:
    """The server's post `number`, which answers `to`."""
    return replace(post(number), reply_to=PostId(str(to)), reply_to_author="john", replies=replies)


def whole(*, ancestors: tuple[Post, ...] = (), answers: tuple[Post, ...] = (), replies: int = 0) -> Thread:
    """Around post 10, which answers the last of `ancestors`."""
    focus = replace(post(FOCUS), replies=replies)
    if ancestors:
        focus = replace(focus, reply_to=ancestors[-1].id, reply_to_author="john")
    return Thread(ancestors, focus, answers, is_whole=True)


class Conversation:
    """The model of the thread around post 10, watched, with what is around it."""

    def __init__(self, world: World, thread: Thread | None = None) -> None:
        self.world = world
        self.sync = FakePostSync()
        self.save(thread or whole())
        self.model = ThreadModel(world.store, self.key(FOCUS), self.sync, OFFERS)

    def save(self, thread: Thread) -> None:
        with self.world.store.transaction():
            self.world.store.threads.save(thread)

    def save_post(self, one: Post) -> None:
        with self.world.store.transaction():
            self.world.store.posts.save(one)

    def key(self, number: int) -> PostKey:
        key = self.world.store.posts.by_remote(PostId(str(number)))
        assert key is not None
        return key

    def posts(self) -> list[PostRow]:
        return [row for row in self.model.rows if isinstance(row, PostRow)]

    def shown(self) -> list[tuple[int, str]]:
        return [(row.depth, row.body.text) for row in self.posts()]

    def asked(self) -> int:
        """How often sync was asked for the thread."""
        return self.sync.asked.count(("load_thread", self.key(FOCUS)))

    @property
    def activity(self) -> str:
        return f"thread:{self.key(FOCUS)}"
