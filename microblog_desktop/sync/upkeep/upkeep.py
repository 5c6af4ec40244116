"""Some time after the start and then each hour: let what is old or too much go, and give its room back to the disk.

What may leave is found in a thread; it leaves in slices that no frame notices. A full disk, a change of what somebody
chose and a wish to clear something begin it at once.
"""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import replace
from microblog_desktop.store import preferences
from microblog_desktop.store.account_card import AccountCard, write_card
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.preferences import Preference, clear_cached
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.store.trimming.limits import Limits, everything, limits_from
from microblog_desktop.store.trimming.planning import Nameless
from microblog_desktop.store.trimming.reserve import Reserve
from microblog_desktop.store.trimming.trimming import Trimming
from microblog_desktop.sync.session.daemon_thread import in_daemon_thread
from microblog_desktop.sync.timing import Bell, CallLater, loop_call_later
from microblog_desktop.sync.upkeep.slices import Slices

log = logging.getLogger(__name__)

UPKEEP = "upkeep"
"""The activity that tells how it goes."""

FIRST_AFTER_S = 60.0
EVERY_S = 3600.0
_SPREAD_S = 60
# The index is written together when at least so many posts have left; before that they take next to no room.
_MANY_POSTS = 1000
_INDEX_PAGES = 4
_PICTURES_AT_ONCE = 5

T = TypeVar("T", int, str)


class Upkeep:
    """Of one account, and of the pictures that all accounts share."""

    def __init__(
        self,
        account: Account,
        store: AccountStore,
        profile: ProfileStore,
        pictures: PictureStore,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        call_later: CallLater = loop_call_later,
    ) -> None:
        self._account = account
        self._store = store
        self._profile = profile
        self._pictures = pictures
        self._trimming = Trimming(store)
        self._reserve = Reserve(store.path.parent)
        self._wish = clear_cached(account.id)
        self._followed = {self._wish.name, *(one.name for one in _CHOICES)}
        self._bell = Bell(call_later)
        # Several accounts do not begin in one frame.
        self.first_after_s = FIRST_AFTER_S + zlib.crc32(account.id.encode()) % _SPREAD_S
        self.slices = Slices(sleep)
        self._knows_of_full_disk = False
        self._has_swept = False

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        unsubscribe = (self._profile.feed.subscribe(self._on_choice), self._store.feed.subscribe(self._on_notice))
        try:
            await in_daemon_thread(partial(_say_whose, self._store.path.parent, self._card()))
            if not self._has_wish:
                await self._bell.wait(self.first_after_s)
            while True:
                await self.tidy()
                await self._bell.wait(EVERY_S)
        finally:
            for end in unsubscribe:
                end()
            if self._profile.accounts.get(self._account.id) is None:
                _say_whose(self._store.path.parent, replace(self._card(), is_signed_in=False))

    async def tidy(self) -> None:
        """All of it, once; where the disk is full, once more with the room that was held back."""
        status = self._store.status
        status.begin(UPKEEP)
        problem = await self._tidy()
        if problem is not None and problem.kind is ProblemKind.DISK_FULL:
            self._trimming.space.empty_log()
            if self._reserve.let_go():
                problem = await self._tidy()
        if problem is not None:
            status.fail(UPKEEP, problem)
        else:
            self._knows_of_full_disk = False
            status.succeed(UPKEEP)

    async def _tidy(self) -> Problem | None:
        """Why it could not be done to its end."""
        try:
            await self._tidy_pictures()
            await self._tidy_posts()
            await in_daemon_thread(self._reserve.keep)
            await in_daemon_thread(partial(_say_whose, self._store.path.parent, self._card()))
        except StoreError as error:
            log.info("tidying up waits: %s", error)
            return error.problem
        return None

    def _card(self) -> AccountCard:
        me = self._store.people.get(self._store.me)
        return AccountCard(self._account, None if me is None else me.created_at)

    @property
    def _has_wish(self) -> bool:
        chosen = self._profile.preferences
        return chosen.get(self._wish) or chosen.get(preferences.CLEAR_PICTURES)

    # Posts, and all that comes with them.

    async def _tidy_posts(self) -> None:
        chosen, now = self._profile.preferences, self._store.clock()
        is_wished = chosen.get(self._wish)
        seen = frozenset(int(key) for key in self._store.threads.shown)
        days, megabytes = chosen.get(preferences.KEEP_DAYS), chosen.get(preferences.KEEP_MB)
        limits = everything(now, seen) if is_wished else limits_from(now, days, megabytes, seen)
        await self._cut_lists(limits)
        loose = await in_daemon_thread(lambda: self._trimming.ask(lambda planner: planner.loose_posts(limits)))
        await self._in_slices(loose, self._trimming.leaving.drop_posts)
        await self._drop_people(limits)
        if len(loose) >= _MANY_POSTS or is_wished:
            self._trimming.index.begin_tidying(_INDEX_PAGES)
            await self.slices.run(lambda _rows: self._trimming.index.tidy(_INDEX_PAGES))
        await self.slices.run(self._trimming.space.give_back)
        if is_wished:
            self._grant(self._wish)

    async def _cut_lists(self, limits: Limits) -> None:
        leaving = self._trimming.leaving
        for cut in await in_daemon_thread(lambda: self._trimming.ask(lambda planner: planner.timelines(limits))):
            await self.slices.run(partial(leaving.cut, "entry", cut))
        for cut in await in_daemon_thread(lambda: self._trimming.ask(lambda planner: planner.notifications(limits))):
            await self.slices.run(partial(leaving.cut, "notification", cut))

    async def _drop_people(self, limits: Limits) -> None:
        leaving = self._trimming.leaving
        now = self._store.clock()
        lists = await in_daemon_thread(lambda: self._trimming.ask(lambda planner: planner.old_lists(limits)))
        for scope in lists:
            await self.slices.run(partial(_once, partial(leaving.drop_list, scope)))
        nameless: Nameless = await in_daemon_thread(lambda: self._trimming.ask(lambda planner: planner.nameless(now)))
        await self._in_slices(nameless.people, partial(leaving.drop_people, plan=nameless))

    async def _in_slices(self, keys: Sequence[T], drop: Callable[[Sequence[T]], None]) -> None:
        """As many keys at once as fit into a slice."""
        done = 0

        def step(rows: int) -> bool:
            nonlocal done
            drop(keys[done : done + rows])
            done += rows
            return done < len(keys)

        if keys:
            await self.slices.run(step)

    # Pictures.

    async def _tidy_pictures(self) -> None:
        chosen = self._profile.preferences
        self._pictures.limit_bytes = chosen.get(preferences.PICTURE_CACHE_MB) * 1_000_000
        if not self._has_swept:
            files = await in_daemon_thread(self._pictures.files)
            await self._in_slices(files, self._pictures.drop_unknown)
            self._has_swept = True
        await self.slices.run(lambda _rows: self._pictures.trim())
        if self._knows_of_full_disk or chosen.get(preferences.CLEAR_PICTURES):
            await self.slices.run(lambda _rows: self._pictures.drop(_PICTURES_AT_ONCE))
            await self.slices.run(self._profile_space_back)
            self._grant(preferences.CLEAR_PICTURES)

    def _profile_space_back(self, pages: int) -> bool:
        from microblog_desktop.store.sqlite.space import Space

        return Space(self._profile.db).give_back(pages)

    # What begins it before its time.

    def _on_choice(self, changes: ChangeSet) -> None:
        if changes.preferences & self._followed:
            self._bell.ring()

    def _on_notice(self, changes: ChangeSet) -> None:
        """Somebody met a full disk: what we hold back is theirs at once, and what can be fetched again may go."""
        notice = self._store.status.latest_notice
        if "notice" not in changes.status or notice is None or self._knows_of_full_disk:
            return
        if notice.problem.kind is ProblemKind.DISK_FULL:
            self._knows_of_full_disk = True
            self._reserve.let_go()
            self._bell.ring()

    def _grant(self, wish: Preference[bool]) -> None:
        if self._profile.preferences.get(wish):
            with self._profile.transaction():
                self._profile.preferences.forget(wish)


_CHOICES = (
    preferences.KEEP_DAYS,
    preferences.KEEP_MB,
    preferences.PICTURE_CACHE_MB,
    preferences.CLEAR_PICTURES,
)


def _once(work: Callable[[], None], _rows: int) -> bool:
    work()
    return False


def _say_whose(folder: Path, card: AccountCard) -> None:
    try:
        write_card(folder, card)
    except OSError as error:
        log.info("a folder does not say whose it is: %s", error)
