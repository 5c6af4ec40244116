"""What is shown is what the person wants, whatever the network does; and in the end it is what the server has.

A model server takes reactions of this client, of the same person's other client and
of other people, while answers are lost, refused and late, and pages overtake them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from microblog_desktop.commands import reacting, undoing
from microblog_desktop.domain.ids import BOOKMARKS, HOME, PostKey, TimelineKey
from microblog_desktop.domain.outbox import REACTING, REACTION_OF, Job, JobState
from microblog_desktop.domain.posts.post import Post, Reaction
from microblog_desktop.domain.posts.timeline import RemoteEntry, TimelinePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.rows import StoredPost
from tests.store.world import JOHN, World, post

NUMBERS = (1, 2, 3)
LOST = Problem(ProblemKind.TIMED_OUT, may_retry=True)
NO = Problem(ProblemKind.FORBIDDEN)
Which = tuple[int, Reaction]
WHICH = st.tuples(st.sampled_from(NUMBERS), st.sampled_from(Reaction))


@dataclass
class Server:
    mine: set[Which] = field(default_factory=set)
    others: dict[Which, int] = field(default_factory=dict)
    bookmarks: list[tuple[int, int]] = field(default_factory=list)
    made: int = 0

    def put(self, number: int, reaction: Reaction, *, has_it: bool) -> None:
        if ((number, reaction) in self.mine) is has_it:
            return
        (self.mine.add if has_it else self.mine.discard)((number, reaction))
        if reaction is Reaction.BOOKMARK:
            self.made += 1
            self.bookmarks = [one for one in self.bookmarks if one[1] != number]
            self.bookmarks = [(self.made, number), *self.bookmarks] if has_it else self.bookmarks

    def count(self, number: int, reaction: Reaction) -> int:
        return self.others.get((number, reaction), 0) + ((number, reaction) in self.mine)

    def post(self, number: int) -> Post:
        return replace(
            post(number),
            liked=(number, Reaction.LIKE) in self.mine,
            likes=self.count(number, Reaction.LIKE),
            reposted=(number, Reaction.REPOST) in self.mine,
            reposts=self.count(number, Reaction.REPOST),
            bookmarked=(number, Reaction.BOOKMARK) in self.mine,
            asked_at=time.monotonic_ns(),
        )

    def page(self, timeline: TimelineKey) -> TimelinePage:
        asked_at = time.monotonic_ns()
        if timeline == HOME:
            places = [(number, number) for number in reversed(NUMBERS)]
        else:
            places = self.bookmarks
        found = (RemoteEntry(f"{timeline}-{at}", f"{at:06}", f"{at:06}", self.post(number)) for at, number in places)
        return TimelinePage(tuple(found), has_more=False, asked_at=asked_at)


class Reacting(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.server = Server()
        self.world = World()
        self.world.save_people(JOHN)
        self.store = self.world.store
        self.wants: dict[Which, bool] = {}
        self.sent: list[Job] = []
        self.pages: list[tuple[TimelineKey, TimelinePage]] = []
        self.merge(HOME, self.server.page(HOME))
        self.numbers = {self.key(number): number for number in NUMBERS}

    def teardown(self) -> None:
        while self.store.outbox.queues():
            self.everything_is_sent()
            while self.sent:
                self.reach(self.sent[0])
                self.settle(self.sent.pop(0), lambda job: reacting.delivered(self.store, job))
        self.what_is_wanted_is_shown()
        for timeline, page in self.pages:
            self.merge(timeline, page)
        self.what_is_wanted_is_shown()
        for timeline in (HOME, BOOKMARKS):
            self.merge(timeline, self.server.page(timeline))
        for number in NUMBERS:
            told, shown = self.server.post(number), self.shown(number)
            assert (shown.liked, shown.reposted, shown.bookmarked) == (told.liked, told.reposted, told.bookmarked)
            assert (shown.likes, shown.reposts) == (told.likes, told.reposts)
        assert self.bookmarks() == [number for _, number in self.server.bookmarks]
        self.store.close()

    @rule(which=WHICH)
    def press(self, which: Which) -> None:
        number, reaction = which
        key, now = self.key(number), self.world.now
        wants = not _flag(self.shown(number), reaction)
        if wants:
            reacting.react(self.store, key, reaction, now=now, undo_s=5)
        else:
            reacting.unreact(self.store, key, reaction, now=now)
        self.learn(which, wants=wants)

    @precondition(lambda self: self.waiting())
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(self.waiting()))
        undoing.undo(self.store, job.id, now=self.world.now)
        self.learn(self.which(job), wants=job.kind not in REACTING.values())

    @rule()
    def everything_is_sent(self) -> None:
        now = self.world.later(4000)
        claimed = [self.store.outbox.claim(queue, now) for queue in self.store.outbox.queues()]
        self.sent += [job for job in claimed if job is not None]

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def it_reaches_the_server(self, data: st.DataObject) -> None:
        self.reach(data.draw(st.sampled_from(self.sent)))

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def it_is_delivered(self, data: st.DataObject) -> None:
        job = self.take(data)
        self.reach(job)
        self.settle(job, lambda job: reacting.delivered(self.store, job))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), is_unsure=st.booleans())
    def its_answer_is_lost(self, data: st.DataObject, is_unsure: bool) -> None:
        outbox, now = self.store.outbox, self.world.now
        move = outbox.doubt if is_unsure else outbox.back_off
        self.settle(self.take(data), lambda job: move(job.id, now, LOST))

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def it_is_refused(self, data: st.DataObject) -> None:
        job = self.take(data)
        self.settle(job, lambda job: reacting.refused(self.store, job, NO))
        if not self.jobs(self.which(job)):
            self.wants.pop(self.which(job), None)
            notice = self.store.status.latest_notice
            assert notice is not None
            assert notice.wish is job.kind

    @rule(which=WHICH)
    def the_other_client_does_it(self, which: Which) -> None:
        self.server.put(*which, has_it=which not in self.server.mine)
        if not self.jobs(which):
            self.wants.pop(which, None)

    @rule(which=WHICH)
    def other_people_do_it(self, which: Which) -> None:
        self.server.others[which] = self.server.others.get(which, 0) + 1

    @rule(timeline=st.sampled_from([HOME, BOOKMARKS]))
    def a_page_is_asked_for(self, timeline: TimelineKey) -> None:
        self.pages.append((timeline, self.server.page(timeline)))

    @precondition(lambda self: self.pages)
    @rule()
    def a_page_comes(self) -> None:
        self.merge(*self.pages.pop(0))

    @invariant()
    def what_is_wanted_is_shown(self) -> None:
        marked = self.bookmarks()
        for (number, reaction), wants in self.wants.items():
            assert _flag(self.shown(number), reaction) is wants
            if reaction is Reaction.BOOKMARK and self.jobs((number, reaction)):
                assert (number in marked) is wants

    @invariant()
    def nothing_stands_twice_among_the_bookmarks(self) -> None:
        marked = self.bookmarks()
        assert len(set(marked)) == len(marked)

    @invariant()
    def counts_hold_what_is_shown(self) -> None:
        for number in NUMBERS:
            shown = self.shown(number)
            assert shown.likes >= shown.liked
            assert shown.reposts >= shown.reposted

    def learn(self, which: Which, *, wants: bool) -> None:
        """A wish that came to nothing before it was sent leaves the server's word."""
        self.wants.pop(which, None)
        if self.jobs(which):
            self.wants[which] = wants

    def reach(self, job: Job) -> None:
        self.server.put(*self.which(job), has_it=job.kind in REACTING.values())

    def take(self, data: st.DataObject) -> Job:
        job = data.draw(st.sampled_from(self.sent))
        self.sent.remove(job)
        return job

    def settle(self, job: Job, write: Callable[[Job], object]) -> None:
        with self.store.transaction():
            write(job)

    def which(self, job: Job) -> Which:
        assert job.post is not None
        return self.numbers[job.post], REACTION_OF[job.kind]

    def jobs(self, which: Which) -> list[Job]:
        return [job for job in self.store.outbox.about_post(self.key(which[0])) if REACTION_OF[job.kind] is which[1]]

    def waiting(self) -> list[Job]:
        jobs = [job for number in NUMBERS for job in self.store.outbox.about_post(self.key(number))]
        return [job for job in jobs if job.state is JobState.WAITING]

    def merge(self, timeline: TimelineKey, page: TimelinePage) -> None:
        with self.store.transaction():
            self.store.timelines.merge_newest(timeline, page)

    def key(self, number: int) -> PostKey:
        key = self.store.posts.by_remote(post(number).id)
        assert key is not None
        return key

    def shown(self, number: int) -> StoredPost:
        found = self.store.posts.get(self.key(number))
        assert found is not None
        return found

    def bookmarks(self) -> list[int]:
        rows = self.store.timelines.entry_rows(self.store.timelines.newest(BOOKMARKS, 100))
        return [self.numbers[row.post.key] for row in rows if row.post is not None]


TestReacting = Reacting.TestCase
TestReacting.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def _flag(shown: StoredPost, reaction: Reaction) -> bool:
    return {
        Reaction.LIKE: shown.liked,
        Reaction.REPOST: shown.reposted,
        Reaction.BOOKMARK: shown.bookmarked,
    }[reaction]
