"""Who is connected to this process, and telling them what was announced.

An announcement names an author, not the author's followers: each process finds
out by itself which of *its* readers follow them. While it asks the database for
one lot of announcements, the next ones gather and go together.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from microblog_server.db.session import Database
from microblog_server.live import ties
from microblog_server.live.events import END, Announcement, Event, everything_changed
from microblog_server.live.recent import Received, Recent
from microblog_server.live.subscription import Subscription

log = logging.getLogger(__name__)

# Heartbeats are spread over so many turns, so that they do not come all at once.
TURNS = 15


class Hub:
    """All of it happens on the event loop; only `subscribe` and the delivery wait for the database."""

    def __init__(self, database: Database, first_id: str, streams_per_person: int, token_life: timedelta) -> None:
        self.recent = Recent(first_id)
        self._database = database
        self._streams_per_person = streams_per_person
        self.token_life = token_life
        self._by_person: dict[int, list[Subscription]] = {}
        self._waiting: deque[Received] = deque()
        self._delivery: asyncio.Task[None] | None = None
        self._delivered = 0
        self._delivered_id = first_id
        self._turn = 0
        self._is_open = True

    @property
    def is_busy(self) -> bool:
        """Something that was announced is not told yet."""
        return self._delivery is not None

    def __len__(self) -> int:
        return sum(1 for _ in self.subscriptions())

    def subscriptions(self) -> Iterator[Subscription]:
        for of_person in list(self._by_person.values()):
            yield from list(of_person)

    async def subscribe(self, person_id: int, token_id: int, last_id: str | None) -> Subscription:
        """From now on; and from `last_id` on, if that place is still known (else the first event is `reset`)."""
        subscription = Subscription(person_id, token_id, self.recent.last_number, self._turn)
        subscription.start_id = self.recent.last_id
        missed = None if last_id is None else self.recent.after(last_id)
        mine = self._by_person.setdefault(person_id, [])
        mine.append(subscription)
        for oldest in mine[: -self._streams_per_person]:
            self.leave(oldest)
            oldest.end()
        if last_id is not None and missed is None:
            subscription.ring(self.recent.last_id, everything_changed())
        elif missed:
            with contextlib.ExitStack() as unless_told:
                unless_told.callback(self.leave, subscription)
                subscription.ring_before(await self._missed(subscription, missed))
                unless_told.pop_all()
        if not self._is_open:
            subscription.end()
        return subscription

    def leave(self, subscription: Subscription) -> None:
        mine = self._by_person.get(subscription.person_id, [])
        if subscription in mine:
            mine.remove(subscription)
        if not mine:
            self._by_person.pop(subscription.person_id, None)

    def receive(self, id: str, announcement: Announcement) -> None:
        """In the order of the ids."""
        self._waiting.append(self.recent.add(id, announcement))
        if self._delivery is None:
            self._delivery = asyncio.get_running_loop().create_task(self._deliver())

    def lose(self, id: str) -> None:
        """Announcements may be missing before this place: everybody reads everything."""
        self.recent.begin_anew(id)
        for subscription in self.subscriptions():
            subscription.ring(id, everything_changed())

    def place_for(self, subscription: Subscription) -> str:
        """The newest place up to which the subscription was told everything; empty: not sure yet."""
        return self._delivered_id if self._delivered >= subscription.start else ""

    def beat(self) -> None:
        """One turn of the heartbeats; after `TURNS` of them each stream has had one."""
        self._turn = (self._turn + 1) % TURNS
        for subscription in self.subscriptions():
            if subscription.turn == self._turn:
                subscription.beat()

    async def end_revoked(self) -> None:
        """End the streams of tokens that are not good any more, however they ended."""
        by_token: dict[int, list[Subscription]] = {}
        for subscription in self.subscriptions():
            by_token.setdefault(subscription.token_id, []).append(subscription)
        if not by_token:
            return
        async with self._database.reading() as session:
            good = await ties.good_tokens(session, by_token, datetime.now(UTC) - self.token_life)
        for token_id in by_token.keys() - good:
            for subscription in by_token[token_id]:
                self._end(subscription)

    async def close(self) -> None:
        """End all streams, and those that come yet."""
        self.end_all()
        delivery = self._delivery
        if delivery is not None:
            await delivery

    def end_all(self) -> None:
        self._is_open = False
        for subscription in self.subscriptions():
            self._end(subscription)

    def _end(self, subscription: Subscription) -> None:
        self.leave(subscription)
        subscription.end()

    async def _deliver(self) -> None:
        try:
            while self._waiting:
                lot = list(self._waiting)
                self._waiting.clear()
                await self._tell(lot)
                self._delivered, self._delivered_id = lot[-1].number, lot[-1].id
        finally:
            self._delivery = None

    async def _tell(self, lot: list[Received]) -> None:
        authors = {author for received in lot for author in received.announcement.followers_of}
        followers: dict[int, list[int]] = {}
        if authors and self._by_person:
            try:
                async with self._database.reading() as session:
                    followers = await ties.connected_followers(session, authors, set(self._by_person))
            except (SQLAlchemyError, OSError) as error:
                log.warning("nobody can be told what happened (%s): all read anew", type(error).__name__)
                self.lose(self.recent.last_id)
                return
        for received in lot:
            for person_id in self._audience(received.announcement, followers):
                for subscription in tuple(self._by_person.get(person_id, ())):
                    self._ring(subscription, received)

    def _audience(self, announcement: Announcement, followers: dict[int, list[int]]) -> set[int]:
        if announcement.is_for_everybody:
            return set(self._by_person)
        readers = {follower for author in announcement.followers_of for follower in followers.get(author, ())}
        return readers.union(announcement.people)

    def _ring(self, subscription: Subscription, received: Received) -> None:
        event = received.announcement.event
        if event.kind == END:
            if event.data == str(subscription.token_id):
                self._end(subscription)
        elif received.number > subscription.start:
            subscription.ring(received.id, event)

    async def _missed(self, subscription: Subscription, missed: list[Received]) -> dict[Event, str]:
        person_id = subscription.person_id
        authors = {author for received in missed for author in received.announcement.followers_of}
        followed: set[int] = set()
        if authors:
            async with self._database.reading() as session:
                followed = await ties.followed_among(session, person_id, authors)
        told: dict[Event, str] = {}
        for received in missed:
            announcement = received.announcement
            is_mine = announcement.is_for_everybody or person_id in announcement.people
            if announcement.event.kind != END and (is_mine or not followed.isdisjoint(announcement.followers_of)):
                told.pop(announcement.event, None)
                told[announcement.event] = received.id
        return told
