"""What an account's windows ask of sync, whether or not sync is there yet."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from microblog_desktop.app.late.people import LatePeople
from microblog_desktop.app.late.wishes import Wishes
from microblog_desktop.domain.account import Account, SavedData, VaultChoice
from microblog_desktop.domain.ids import EntryKey, MessageKey, PersonId, PostId, PostKey, TimelineKey
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.secret import Secret
from microblog_desktop.viewmodels.ports import (
    ExportSyncPort,
    MessageSyncPort,
    NetworkPort,
    NotificationSyncPort,
    PeopleSyncPort,
    PostFindingPort,
    PostSyncPort,
    SearchSyncPort,
    SessionPort,
    TimelineSyncPort,
)

if TYPE_CHECKING:
    from microblog_desktop.app.late.exports import LateExports
    from microblog_desktop.app.late.notifications import LateNotifications
    from microblog_desktop.app.late.proxy import LateProxy
    from microblog_desktop.app.late.search import LateSearch


class AccountSyncPort(
    TimelineSyncPort, PostSyncPort, PostFindingPort, MessageSyncPort, NetworkPort, SessionPort, Protocol
):
    """All that the windows of an account ask of its sync."""

    @property
    def people_pages(self) -> PeopleSyncPort: ...

    @property
    def notifications(self) -> NotificationSyncPort: ...

    @property
    def exports(self) -> ExportSyncPort: ...

    @property
    def search(self) -> SearchSyncPort: ...

    def want(self, url: str) -> None: ...

    def become_active(self) -> None: ...

    def signed_in_anew(self, account: Account) -> None: ...

    def become_idle(self) -> None: ...


class LateAccountSync(Wishes[AccountSyncPort]):
    """`AccountSyncPort`, whether or not sync is there yet."""

    def __init__(self) -> None:
        super().__init__()
        self.people_pages = LatePeople()
        self._ask(lambda sync: self.people_pages.attach(sync.people_pages))

    # The first window asks for none of these, and does not wait for their modules.

    @cached_property
    def notifications(self) -> LateNotifications:
        from microblog_desktop.app.late.notifications import LateNotifications

        late = LateNotifications()
        self._ask(lambda sync: late.attach(sync.notifications))
        return late

    @cached_property
    def exports(self) -> LateExports:
        from microblog_desktop.app.late.exports import LateExports

        late = LateExports()
        self._ask(lambda sync: late.attach(sync.exports))
        return late

    @cached_property
    def search(self) -> LateSearch:
        from microblog_desktop.app.late.search import LateSearch

        late = LateSearch()
        self._ask(lambda sync: late.attach(sync.search))
        return late

    @cached_property
    def proxy(self) -> LateProxy:
        """All accounts share one, which `app/running.py` attaches."""
        from microblog_desktop.app.late.proxy import LateProxy

        return LateProxy()

    def refresh(self, timeline: TimelineKey) -> None:
        self._ask(lambda sync: sync.refresh(timeline))

    def load_older(self, timeline: TimelineKey) -> None:
        self._ask(lambda sync: sync.load_older(timeline))

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None:
        self._ask(lambda sync: sync.fill_gap(gap, side))

    def load_thread(self, post: PostKey) -> None:
        self._ask(lambda sync: sync.load_thread(post))

    def translate(self, post: PostKey, target: str) -> None:
        self._ask(lambda sync: sync.translate(post, target))

    def reload_post(self, post: PostKey) -> None:
        self._ask(lambda sync: sync.reload_post(post))

    def refresh_conversations(self) -> None:
        self._ask(lambda sync: sync.refresh_conversations())

    def load_older_conversations(self) -> None:
        self._ask(lambda sync: sync.load_older_conversations())

    def open_conversation(self, person: PersonId) -> None:
        self._ask(lambda sync: sync.open_conversation(person))

    def load_older_messages(self, person: PersonId) -> None:
        self._ask(lambda sync: sync.load_older_messages(person))

    def fill_message_gap(self, gap: MessageKey) -> None:
        self._ask(lambda sync: sync.fill_message_gap(gap))

    def find_post(self, post: PostId) -> None:
        self._ask(lambda sync: sync.find_post(post))

    def find_person(self, username: str) -> None:
        self._ask(lambda sync: sync.find_person(username))

    def go_offline(self) -> None:
        self._ask(lambda sync: sync.go_offline())

    def go_online(self) -> None:
        self._ask(lambda sync: sync.go_online())

    def sign_in_again(self, password: Secret) -> None:
        self._ask(lambda sync: sync.sign_in_again(password))

    def unlock(self, passphrase: Secret) -> None:
        self._ask(lambda sync: sync.unlock(passphrase))

    def retry_vault(self) -> None:
        self._ask(lambda sync: sync.retry_vault())

    def keep_sign_in(self, choice: VaultChoice) -> None:
        self._ask(lambda sync: sync.keep_sign_in(choice))

    def sign_out(self, saved: SavedData) -> None:
        self._ask(lambda sync: sync.sign_out(saved))

    def want(self, url: str) -> None:
        self._ask(lambda sync: sync.want(url))

    def signed_in_anew(self, account: Account) -> None:
        self._ask(lambda sync: sync.signed_in_anew(account))

    def become_active(self) -> None:
        self._ask(lambda sync: sync.become_active())

    def become_idle(self) -> None:
        self._ask(lambda sync: sync.become_idle())
