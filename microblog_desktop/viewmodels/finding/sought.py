"""What can be looked for on the server: a post by its id, somebody by their user name."""

from __future__ import annotations

from typing import Protocol

from microblog_desktop.domain.ids import PersonId, PostId, PostKey
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.lists.list_state import ListWords
from microblog_desktop.viewmodels.ports import PersonFindingPort, PostFindingPort


class Sought(Protocol):
    """One thing that a server can be asked for."""

    @property
    def activity(self) -> str:
        """Tells how asking ends."""
        ...

    def title(self) -> str: ...

    def words(self) -> ListWords:
        """Empty: there is no such thing on the server."""
        ...

    def ask(self) -> None: ...

    def found(self) -> PostKey | PersonId | None:
        """Which one it is, once it is here."""
        ...


class SoughtPost:
    def __init__(self, store: AccountStore, sync: PostFindingPort, post: PostId) -> None:
        self._store = store
        self._sync = sync
        self._post = post

    @property
    def activity(self) -> str:
        return f"find-post:{self._post}"

    def title(self) -> str:
        return _("Post")

    def words(self) -> ListWords:
        return ListWords(
            icon="info",
            empty=_("There is no such post on this server"),
            empty_hint=_("It was deleted, or the link is not complete."),
            offline_hint=_("This post is not on this computer yet. Try again when you are online."),
            failed=_("The post could not be loaded"),
        )

    def ask(self) -> None:
        self._sync.find_post(self._post)

    def found(self) -> PostKey | None:
        return self._store.posts.by_remote(self._post)


class SoughtPerson:
    def __init__(self, store: AccountStore, sync: PersonFindingPort, username: str) -> None:
        self._store = store
        self._sync = sync
        self._username = username

    @property
    def activity(self) -> str:
        return f"find-person:{self._username}"

    def title(self) -> str:
        return f"@{self._username}"

    def words(self) -> ListWords:
        handle = self.title()
        hint = _("{handle} is not known on this computer yet. Try again when you are online.")
        return ListWords(
            icon="person",
            empty=_("There is no {handle} on this server").format(handle=handle),
            empty_hint=_("The name may be written wrongly, or they have left."),
            offline_hint=hint.format(handle=handle),
            failed=_("{handle} could not be looked for").format(handle=handle),
        )

    def ask(self) -> None:
        self._sync.find_person(self._username)

    def found(self) -> PersonId | None:
        person = self._store.people.by_username(self._username)
        return None if person is None else person.id
