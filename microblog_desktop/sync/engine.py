"""Keep one account in agreement with its server: the face of this folder."""

from __future__ import annotations

import asyncio
import functools
import random
from collections.abc import Callable

from microblog_desktop.api.detect import open_for_account
from microblog_desktop.domain.account import Account, SavedData, VaultChoice
from microblog_desktop.domain.clock import Clock, utc_now
from microblog_desktop.domain.ids import HOME, EntryKey, MessageKey, PersonId, PostId, PostKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability
from microblog_desktop.store import preferences
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.sync.conversations import ConversationSync
from microblog_desktop.sync.exports.sync import ExportSync
from microblog_desktop.sync.link import Link, OpenServer
from microblog_desktop.sync.live.doorbells import Doorbells
from microblog_desktop.sync.live.pace import LivePace
from microblog_desktop.sync.live.stream import LiveSync
from microblog_desktop.sync.notifications import NotificationSync
from microblog_desktop.sync.outbox.dispatch import OutboxSync
from microblog_desktop.sync.people.meeting import PeopleSync
from microblog_desktop.sync.people.pages import PeoplePages
from microblog_desktop.sync.pictures import AT_ONCE, PictureSync
from microblog_desktop.sync.posts.threads import ThreadSync
from microblog_desktop.sync.posts.translations import TranslationSync
from microblog_desktop.sync.search.finding import FindingSync
from microblog_desktop.sync.search.index_building import IndexBuilding
from microblog_desktop.sync.search.server_search import ServerSearch
from microblog_desktop.sync.session.account_session import AccountSession, OnSignedOut
from microblog_desktop.sync.session.revoking import Revoking
from microblog_desktop.sync.session.vaults import Vaults
from microblog_desktop.sync.supervisor import Running, Supervisor, Worker
from microblog_desktop.sync.timelines.followed import TimelineSync
from microblog_desktop.sync.timelines.opened import OpenedTimelines
from microblog_desktop.sync.timing import CallLater, loop_call_later
from microblog_desktop.sync.upkeep.upkeep import Upkeep
from microblog_desktop.sync.wakefulness import watch_for_sleep
from microblog_desktop.system.local_server import LocalServer

SHORTEST_LOOK_S = 5


class AccountSync:
    """Satisfies the ports of timelines, posts, messages, network, session, and `want` of pictures. All methods but
    `stop` return at once; progress and failure stand on the status board."""

    def __init__(
        self,
        account: Account,
        store: AccountStore,
        *,
        profile: ProfileStore,
        pictures: PictureStore,
        vaults: Vaults,
        local_server: LocalServer,
        on_signed_out: OnSignedOut,
        open_server: OpenServer = open_for_account,
        is_metered: Callable[[], bool] = lambda: False,
        clock: Clock = utc_now,
        call_later: CallLater = loop_call_later,
        dice: random.Random | None = None,
    ) -> None:
        self._account, self._store = account, store
        self._clock, self._call_later = clock, call_later
        self._link = Link(account, store.status, open_server, clock=clock, call_later=call_later, dice=dice)
        self._revoking = Revoking(self._link, vaults)
        self._session = AccountSession(
            self._link,
            store,
            profile,
            vaults,
            revoking=self._revoking,
            local_server=local_server,
            on_signed_out=on_signed_out,
        )
        self._profile, self._is_metered = profile, is_metered
        self.people_pages, self.search = PeoplePages(self._link, store), ServerSearch(self._link, store)
        self._opened, self._threads = OpenedTimelines(self._link, store), ThreadSync(self._link, store)
        self._people, self._translations = PeopleSync(self._link, store), TranslationSync(self._link, store)
        self.exports, self._finding = ExportSync(self._link, store), FindingSync(self._link, store)
        self._pictures = PictureSync(self._link, pictures, profile.transaction, self._spares_pictures)
        self._upkeep = Upkeep(account, store, profile, pictures, call_later=call_later)
        self._make_followers()
        self._running: list[Running] = []
        self._unsubscribe: Callable[[], None] = lambda: None
        self._link.connectivity.on_return(self._catch_up)

    def _make_followers(self) -> None:
        """What is brought up to date by itself: as the server tells, and by looking."""
        link, store, call_later = self._link, self._store, self._call_later
        self._pace = LivePace(link, self._look_every_s)
        can_home = self._account.server.can(Capability.HOME)
        self._home = TimelineSync(HOME, link, store, self._pace) if can_home else None
        self._conversations = ConversationSync(link, store, self._pace)
        self.notifications = NotificationSync(link, store, self._pace)
        self._doorbells = Doorbells(
            store, self._home, self._conversations, self.notifications, self.reload_post, call_later
        )
        self._live = LiveSync(link, store, self._pace, self._doorbells.ring, self._wants_stream)

    def start(self, supervisor: Supervisor) -> None:
        """Begin; call it inside the supervisor's `async with`."""
        self._unsubscribe = self._profile.feed.subscribe(self._on_choice)
        self._store.status.is_metered = self._is_metered()

        def keep_running(name: str, worker: Worker) -> None:
            self._running.append(supervisor.keep_running(f"{name} of {self._account.id}", worker))

        connectivity = self._link.connectivity
        keep_running("session", self._session.run)
        keep_running("older tokens", self._revoking.run)
        keep_running("connectivity", lambda: connectivity.probe(self._ping))
        keep_running("wakefulness", lambda: watch_for_sleep(self.wake, self._clock, self._call_later))
        keep_running("exports", self.exports.run)
        keep_running("finding", self._finding.run)
        keep_running("outbox", OutboxSync(self._link, self._store, supervisor).run)
        if self._home is not None:
            keep_running("home", self._home.run)
            keep_running("opened timelines", self._opened.run)
        if self._account.server.can(Capability.MESSAGES):
            keep_running("conversations", self._conversations.run)
        if self._account.server.can(Capability.NOTIFICATIONS):
            keep_running("notifications", self.notifications.run)
        if self._account.server.can(Capability.PEOPLE):
            keep_running("people", self._people.run)
            keep_running("people pages", self.people_pages.run)
        if self._account.server.can(Capability.HOME):
            keep_running("threads", self._threads.run)
        if self._account.server.can(Capability.TRANSLATION):
            keep_running("translations", self._translations.run)
        if self._account.server.can(Capability.STREAM):
            keep_running("doorbells", self._doorbells.run)
            keep_running("stream", self._live.run)
        if self._account.server.can(Capability.SEARCH):
            keep_running("search", self.search.run)
        keep_running("index of the search", IndexBuilding(self._store.search.index, asyncio.sleep).run)
        if self._store.is_on_disk:
            keep_running("upkeep", self._upkeep.run)
        for number in range(AT_ONCE):
            keep_running(f"pictures {number}", functools.partial(self._pictures.run, number))

    async def stop(self) -> None:
        """End all workers and close the connections; the store may be closed afterwards."""
        self._unsubscribe()
        running, self._running = self._running, []
        for worker in running:
            worker.cancel()
        for worker in running:
            await worker.stop()
        await self._link.aclose()

    def refresh(self, timeline: TimelineKey) -> None:
        self._link.connectivity.hint()
        if timeline != HOME:
            self._opened.refresh(timeline)
        elif self._home is not None:
            self._home.refresh()

    def load_older(self, timeline: TimelineKey) -> None:
        if timeline != HOME:
            self._opened.load_older(timeline)
        elif self._home is not None:
            self._home.load_older()

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        timeline = self._store.timelines.timeline_of(gap)
        if timeline is not None and timeline != HOME:
            self._opened.fill_gap(timeline, gap, side)
        elif timeline is not None and self._home is not None:
            self._home.fill_gap(gap, side)

    def load_thread(self, post: PostKey) -> None:
        self._threads.load(post)

    def reload_post(self, post: PostKey) -> None:
        self._threads.reload(post)

    def translate(self, post: PostKey, target: str) -> None:
        self._translations.ask(post, target)

    def refresh_conversations(self) -> None:
        self._link.connectivity.hint()
        self._conversations.refresh()

    def load_older_conversations(self) -> None:
        self._conversations.load_older()

    def open_conversation(self, person: PersonId) -> None:
        self._conversations.open(person)

    def load_older_messages(self, person: PersonId) -> None:
        self._conversations.load_older_messages(person)

    def fill_message_gap(self, gap: MessageKey) -> None:
        self._conversations.fill_gap(gap)

    def find_post(self, post: PostId) -> None:
        self._finding.find_post(post)

    def find_person(self, username: str) -> None:
        self._finding.find_person(username)

    def want(self, url: str) -> None:
        """Fetch a picture if it is not here or is a day old; `ChangeSet.pictures` tells that it came."""
        self._pictures.want(url)

    def go_offline(self) -> None:
        """Let no request leave until `go_online`."""
        self._link.connectivity.go_offline()

    def go_online(self) -> None:
        self._link.connectivity.go_online()

    def network_hint(self) -> None:
        """The system says that a network has come, or what it costs."""
        self._store.status.is_metered = self._is_metered()
        self._live.drop()
        self._link.connectivity.hint()
        self._link.ring()

    def become_active(self) -> None:
        """A window has the person's attention."""
        self._pace.set_active()
        self._conversations.set_active()

    def become_idle(self) -> None:
        self._pace.set_idle()
        self._conversations.set_idle()

    def wake(self) -> None:
        """The computer slept, or its clock was set: everything may have changed."""
        try:
            with self._store.transaction():
                self._store.outbox.follow_clock(self._clock())
        except StoreError as error:
            self._store.status.notice(error.problem)
        self._people.refresh_when_possible()
        self._link.connectivity.hint()
        self._live.drop()
        self._catch_up()
        self._link.ring()

    def sign_in_again(self, password: Secret) -> None:
        self._session.sign_in_again(password)

    def unlock(self, passphrase: Secret) -> None:
        self._session.unlock(passphrase)

    def retry_vault(self) -> None:
        self._session.retry_vault()

    def keep_sign_in(self, choice: VaultChoice) -> None:
        self._session.keep_sign_in(choice)

    def signed_in_anew(self, account: Account) -> None:
        """The person signed in to the same account once more, and that token was kept."""
        self._session.signed_in_anew(account)

    def sign_out(self, saved: SavedData) -> None:
        self._session.sign_out(saved)

    def _wants_stream(self) -> bool:
        return self._profile.preferences.get(preferences.STREAMING)

    def _look_every_s(self) -> float:
        return float(max(SHORTEST_LOOK_S, self._profile.preferences.get(preferences.CHECK_EVERY_S)))

    def _spares_pictures(self) -> bool:
        return self._is_metered() and not self._profile.preferences.get(preferences.METERED_PICTURES)

    def _on_choice(self, changes: ChangeSet) -> None:
        """The person chose otherwise: it holds at once."""
        if preferences.STREAMING.name in changes.preferences:
            self._live.drop()
        if changes.preferences & {preferences.CHECK_EVERY_S.name, preferences.METERED_PICTURES.name}:
            self._link.ring()

    def _catch_up(self) -> None:
        if self._home is not None:
            self._home.refresh_when_possible()
        self._conversations.refresh_when_possible()
        self.notifications.refresh_when_possible()

    async def _ping(self) -> None:
        await self._link.unsigned_server.ping()
