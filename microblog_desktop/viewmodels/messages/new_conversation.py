"""Find somebody to write to: among those in whose name is what one types, or by an exact user name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.messages.recipients import RecipientList
from microblog_desktop.viewmodels.ports import MessageSyncPort, SearchSyncPort
from microblog_desktop.viewmodels.problem_words import sentence


class NewConversationModel(QObject):
    """`found` names the person; until then `line` says how it goes."""

    changed = Signal()
    found = Signal(str)  # PersonId

    def __init__(
        self,
        store: AccountStore,
        port: MessageSyncPort,
        search: SearchSyncPort | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Without `search` the server has none."""
        super().__init__(parent)
        self._store = store
        self._port = port
        self._entered: str | None = None
        self.people = RecipientList(store, search, self)
        self.people.changed.connect(self._people_changed)
        self._username = ""
        self._line: Callable[[], str] = str  # in the language of the moment
        self._is_failure = False
        self._unsubscribe = store.feed.subscribe(self._on_change)

    @property
    def line(self) -> str:
        return self._line() or self.people.note

    @property
    def is_failure(self) -> bool:
        return self._is_failure

    def type(self, typed: str) -> None:
        """The field holds `typed` now."""
        self._begin_anew()
        self.people.type(typed)
        self.changed.emit()

    def enter(self, typed: str, drawn_out: PersonId | None) -> None:
        """Write to the one who is drawn out in the list; if nobody is, `typed` is an exact user name."""
        if self.people.is_waiting:
            self._entered = typed  # who is on show was found for what was typed before
        elif drawn_out is not None and self.people.index_of(drawn_out) is not None:
            self.choose(drawn_out)
        else:
            self.find(typed)

    def choose(self, person: PersonId) -> None:
        self.forget()
        self.found.emit(person)

    def find(self, typed: str) -> None:
        """Look for `typed`, with or without its @; here first, then on the server."""
        username = typed.strip().removeprefix("@")
        if not username:
            self._say(lambda: _("Enter a name or a username."))
            return
        person = self._store.people.by_username(username)
        if person is not None and person.id == self._store.me:
            self._say(lambda: _("This is you. Enter the username of somebody else."))
        elif person is not None:
            self.choose(person.id)
        else:
            self._username = username
            self._line = lambda: _("Looking for @{username}…").format(username=username)
            self._is_failure = False
            self._port.find_person(username)
            self.changed.emit()

    def forget(self) -> None:
        """Begin anew, or give up."""
        self.type("")

    def close(self) -> None:
        self.people.close()
        self._unsubscribe()

    def _begin_anew(self) -> None:
        self._entered, self._username, self._line, self._is_failure = None, "", str, False

    def _people_changed(self) -> None:
        entered = None if self.people.is_waiting else self._entered
        if entered is None:
            self.changed.emit()
            return
        self._entered = None
        first = self.people.rows[0].key if self.people.rows else None
        self.enter(entered, first)

    def _say(self, failure: Callable[[], str]) -> None:
        self._username, self._line, self._is_failure = "", failure, True
        self.changed.emit()

    def _on_change(self, changes: ChangeSet) -> None:
        name = f"find-person:{self._username}"
        if not self._username or name not in changes.status:
            return
        activity = self._store.status.activity(name)
        if activity.is_busy:
            return
        if activity.problem is None:
            self._take_found(self._username)
        elif activity.problem.kind is ProblemKind.NOT_FOUND:
            self._say(partial(_nobody, self._username))
        else:
            self._say(partial(sentence, activity.problem))

    def _take_found(self, username: str) -> None:
        if self._store.people.by_username(username) is None:
            self._say(partial(_nobody, username))
        else:
            self.find(username)


def _nobody(username: str) -> str:
    return _("Nobody here is called @{username}.").format(username=username)
