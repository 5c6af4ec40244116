"""All accounts of the profile, in the order in which they were added: what every list of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.keys.actions import account_action
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.now import keys_of
from microblog_desktop.viewmodels.session.account import AccountModel

if TYPE_CHECKING:
    from microblog_desktop.domain.attention import Unread

MOST_KEYS = 9


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One account of the list; `handle` is "@bruno · example.net", `number` its place, from 1.

    `problem` is a sentence about why it does not go on, or empty; whoever shows the account is asked to sign in again
    if `needs_sign_in`.
    """

    id: AccountId
    number: int
    name: str
    username: str
    handle: str
    avatar_url: str | None
    unread: int
    problem: str
    needs_sign_in: bool
    is_shown: bool

    @property
    def key(self) -> str:
        """What shows it from every window, in Qt's portable text; empty where there is none."""
        return next(iter(keys_of(account_action(self.number))), "")

    @property
    def words(self) -> str:
        """All of it in a line: "Bruno, @bruno · example.net, 3 unread"."""
        parts = [self.name, self.handle]
        if self.unread:
            unread = ngettext("{count} unread", "{count} unread", self.unread)
            parts.append(unread.format(count=number(self.unread)))
        return ", ".join([*parts, self.problem] if self.problem else parts)


class AccountsPort(Protocol):
    """Who has the windows. All return at once."""

    def show_account(self, account: AccountId) -> object: ...

    def add_account(self) -> object: ...

    def ask_to_sign_out(self, account: AccountId) -> object: ...


class AccountsModel(QObject):
    """`changed` when anything of any of them did: who it is, what waits, what is shown."""

    changed = Signal()

    def __init__(self, profile: ProfileStore, port: AccountsPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._port = port
        self._live: dict[AccountId, AccountModel] = {}
        self._problems: dict[AccountId, Problem] = {}
        self._shown: AccountId | None = None
        self._unsubscribe = profile.feed.subscribe(self._on_change)

    # What is shown.

    @property
    def entries(self) -> tuple[AccountEntry, ...]:
        accounts = self._profile.accounts.all()
        return tuple(self._entry(number, account) for number, account in enumerate(accounts, start=1))

    @property
    def others(self) -> tuple[AccountEntry, ...]:
        """All but the one on screen."""
        return tuple(entry for entry in self.entries if not entry.is_shown)

    @property
    def are_several(self) -> bool:
        return self._profile.accounts.count() > 1

    @property
    def unread(self) -> Unread:
        """What waits in all of them together."""
        from microblog_desktop.domain.attention import Unread

        models = self._live.values()
        return Unread(sum(one.unread_messages for one in models), sum(one.unread_notifications for one in models))

    # What a person asks for.

    def show(self, account: AccountId) -> None:
        self._port.show_account(account)

    def show_number(self, number: int) -> None:
        """The one at this place, from 1; there may be none."""
        accounts = self._profile.accounts.all()
        if number <= len(accounts):
            self.show(accounts[number - 1].id)

    def add(self) -> None:
        self._port.add_account()

    def sign_out(self, account: AccountId) -> None:
        """Ask what is to become of its data, then sign out."""
        self._port.ask_to_sign_out(account)

    # Who has the accounts tells.

    def comes_live(self, model: AccountModel) -> None:
        self._problems.pop(model.account.id, None)
        self._live[model.account.id] = model
        for signal in (model.me_changed, model.unread_changed, model.session_changed):
            signal.connect(self.changed)
        self.changed.emit()

    def goes(self, account: AccountId) -> None:
        model = self._live.pop(account, None)
        if model is None:
            return
        for signal in (model.me_changed, model.unread_changed, model.session_changed):
            signal.disconnect(self.changed)
        self.changed.emit()

    def cannot_open(self, account: AccountId, problem: Problem) -> None:
        """Its file cannot be used now."""
        self._problems[account] = problem
        self.changed.emit()

    def is_on_screen(self, account: AccountId | None) -> None:
        self._shown = account
        self.changed.emit()

    def close(self) -> None:
        self._unsubscribe()

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.accounts:
            self.changed.emit()

    def _entry(self, number: int, account: Account) -> AccountEntry:
        model = self._live.get(account.id)
        me = None if model is None else model.me
        host = urlsplit(account.server.url).netloc or account.server.url
        return AccountEntry(
            id=account.id,
            number=number,
            name=me.name if me else account.username,
            username=me.username if me else account.username,
            handle=me.handle if me else f"@{account.username} · {host}",
            avatar_url=me.avatar_url if me else None,
            unread=model.unread if model else 0,
            problem=self._problem(account.id, model),
            needs_sign_in=model is not None and model.needs_sign_in,
            is_shown=account.id == self._shown,
        )

    def _problem(self, account: AccountId, model: AccountModel | None) -> str:
        if model is not None and model.needs_sign_in:
            return _("its sign-in is locked") if model.is_locked else _("you must sign in again")
        problem = self._problems.get(account)
        if problem is None:
            return ""
        # Hardly ever needed.
        from microblog_desktop.viewmodels.problem_words import sentence

        return sentence(problem)
