"""What keeps an account live, whether or not it is on screen: its file, its badges, and the way to its sync."""

from __future__ import annotations

import logging
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from microblog_desktop.app.account.opening import open_store
from microblog_desktop.app.late.account_sync import AccountSyncPort, LateAccountSync
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.preferences import WORK_OFFLINE
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.pictures import StoredPictures
from microblog_desktop.viewmodels.session.account import AccountModel

log = logging.getLogger(__name__)


class LiveAccount(QObject):
    """`sync` takes wishes before sync itself is there."""

    bubble_wanted = Signal(object)  # Bubble: to see whether the system shows it

    def __init__(self, shared: Shared, account: Account) -> None:
        """Raises `StoreError` when the account's file can neither be opened nor set aside."""
        super().__init__()
        self._shared = shared
        self.account = account
        self.sync = LateAccountSync()
        self.store = open_store(shared, account)
        self.me = AccountModel(self.store, account)
        self.is_attached = False

    @property
    def id(self) -> AccountId:
        return self.account.id

    @cached_property
    def pictures(self) -> RoundPictures:
        """Each account fetches for itself: no server learns by it who else one is."""
        return RoundPictures(StoredPictures(self._shared.pictures, self._shared.feed, self.sync.want))

    def attach(self, sync: AccountSyncPort) -> None:
        """Sync is there: tell it what was wished for so far."""
        self.is_attached = True
        if self._shared.profile.preferences.get(WORK_OFFLINE):
            sync.go_offline()
        self.sync.attach(sync)

    def follow_offline_choice(self) -> None:
        """Whoever works offline does so with all accounts."""
        if self._shared.profile.preferences.get(WORK_OFFLINE):
            self.sync.go_offline()
        else:
            self.sync.go_online()

    def close(self) -> None:
        """End all subscriptions and close the file. Its sync must have stopped, and its window be closed."""
        closing = [self.pictures.close] if "pictures" in self.__dict__ else []
        for close in (*closing, self.me.close, self.store.close):
            try:
                close()
            except StoreError as error:
                log.warning("not saved at the end: %s", error)
