"""Where to jump: all that has a name here. Each list is read when it is needed, in the language of that moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from microblog_desktop.domain.ids import AccountId, PersonId, PostId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.links import PersonLink, PostLink, place_of, read_link, read_page_link
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.jump.deeds import Deed
from microblog_desktop.viewmodels.jump.rows import JumpFace, JumpKind, JumpPlace, JumpRow, keys_for, kind_words, place
from microblog_desktop.viewmodels.jump.visits import conversation_key, page_key, person_key
from microblog_desktop.viewmodels.session.accounts import AccountEntry, AccountsModel
from microblog_desktop.viewmodels.settings.model import SettingsModel, words_of
from microblog_desktop.viewmodels.settings.setting import Choosing, Setting

MOST_CONVERSATIONS = 500
_LONGEST_NAME = 60
# Settings of which one can jump to each choice: what it does is seen at once, and taken back in the same way.
_CHOSEN_AT_ONCE = frozenset({"theme"})


class JumpPort(Protocol):
    """Who goes there. All return at once."""

    def open_page(self, page: str) -> object: ...

    def open_setting(self, section: str, setting: str) -> object: ...

    def open_person(self, person: PersonId) -> object: ...

    def open_name(self, username: str) -> object: ...

    def open_post(self, post: PostId) -> object: ...

    def open_conversation(self, person: PersonId) -> object: ...

    def search(self, words: str) -> object: ...


@dataclass(frozen=True, slots=True)
class JumpPage:
    """A page of the side bar; `action` is the name of its keys."""

    key: str
    icon: str
    title: str
    action: str


class JumpSources:
    """Everything but the people, whom the store finds."""

    def __init__(
        self,
        store: AccountStore,
        server: str,
        accounts: AccountsModel,
        settings: Callable[[], SettingsModel],
        pages: Callable[[], Sequence[JumpPage]],
        deeds: Callable[[], Sequence[Deed]],
        port: JumpPort,
        *,
        has_conversations: bool,
    ) -> None:
        """`server` is an origin; `has_conversations` is what it offers."""
        self._store = store
        self._server = server
        self._accounts = accounts
        self._settings = settings
        self._pages = pages
        self._deeds = deeds
        self._port = port
        self._has_conversations = has_conversations

    def pages(self) -> list[JumpPlace]:
        """In the order of the side bar."""
        found = []
        for page in self._pages():
            row = JumpRow(
                page_key(page.key), JumpKind.PAGE, page.title, kind_words(JumpKind.PAGE), page.icon,
                keys=keys_for(page.action),
            )  # fmt: skip
            found.append(place(row, partial(self._port.open_page, page.key)))
        return found

    def everything(self) -> list[JumpPlace]:
        """All that a few letters can mean."""
        places = [*self.pages(), *self._all_accounts(), *self._conversations(), *self._all_deeds()]
        return [*places, *self._all_settings(), *self._recent_searches()]

    def visited(self, key: str) -> JumpPlace | None:
        """The person or conversation of this key, if it is still here."""
        kind, _colon, id = key.partition(":")
        person = self._store.people.get(PersonId(id)) if kind in _WITH_PEOPLE else None
        if person is None:
            return None
        if kind == "person":
            return self.person(person)
        return self._conversation(person) if self._has_conversations else None

    def person(self, person: Person) -> JumpPlace:
        handle = f"@{person.username}"
        row = JumpRow(
            person_key(person.id), JumpKind.PERSON, person.display_name, kind_words(JumpKind.PERSON, handle),
            face=_face(person),
        )  # fmt: skip
        return place(row, partial(self._port.open_person, person.id), names=(person.username, handle))

    def link(self, typed: str) -> JumpPlace | None:
        """What a link that was typed leads to, if that is on this server."""
        found = read_link(typed)
        if not isinstance(found, PersonLink | PostLink):
            found = read_page_link(typed, self._server)
        if found is None or found.server != place_of(self._server):
            return None
        about = kind_words(JumpKind.LINK, typed.strip())
        if isinstance(found, PersonLink):
            title, go = _go_to(found.username), partial(self._port.open_name, found.username)
        else:
            title, go = _("Open this post"), partial(self._port.open_post, found.post)
        return place(JumpRow("link", JumpKind.LINK, title, about, "arrow-right"), go)

    def name(self, typed: str) -> JumpPlace | None:
        """Somebody who is called so, known here or not."""
        username = typed.removeprefix("@")
        if not username or len(username) > _LONGEST_NAME or not username.isprintable() or set(username) & set(" /\\@:"):
            return None
        row = JumpRow("name", JumpKind.NAME, _go_to(username), kind_words(JumpKind.NAME), "person")
        return place(row, partial(self._port.open_name, username))

    def search(self, typed: str) -> JumpPlace:
        title = _("Search posts for “{words}”").format(words=typed)
        row = JumpRow("search", JumpKind.SEARCH, title, kind_words(JumpKind.SEARCH), "search", keys=keys_for("search"))
        return place(row, partial(self._port.search, typed))

    # The lists.

    def _all_accounts(self) -> list[JumpPlace]:
        """The others: one is on screen."""
        return [self._account(entry) for entry in self._accounts.others]

    def _account(self, entry: AccountEntry) -> JumpPlace:
        row = JumpRow(
            f"account:{entry.id}", JumpKind.ACCOUNT, entry.name, kind_words(JumpKind.ACCOUNT, entry.handle),
            face=JumpFace(entry.name, entry.username, entry.avatar_url), keys=(entry.key,) if entry.key else (),
        )  # fmt: skip
        names = (entry.username, entry.handle)
        return place(row, partial(self._show_account, entry.id), names=names, about=kind_words(JumpKind.ACCOUNT))

    def _show_account(self, account: AccountId) -> None:
        self._accounts.show(account)

    def _conversations(self) -> list[JumpPlace]:
        if not self._has_conversations:
            return []
        return [self._conversation(one.person) for one in self._store.conversations.newest(MOST_CONVERSATIONS)]

    def _conversation(self, person: Person) -> JumpPlace:
        handle = f"@{person.username}"
        row = JumpRow(
            conversation_key(person.id), JumpKind.CONVERSATION, person.display_name,
            kind_words(JumpKind.CONVERSATION, handle), face=_face(person),
        )  # fmt: skip
        go = partial(self._port.open_conversation, person.id)
        # Who types an @ means the person.
        return place(row, go, names=(person.username,), about=kind_words(JumpKind.CONVERSATION))

    def _recent_searches(self) -> list[JumpPlace]:
        found = []
        for words in self._store.search.recent.all():
            row = JumpRow(f"search:{words}", JumpKind.SEARCH, words, kind_words(JumpKind.SEARCH), "clock")
            found.append(place(row, partial(self._port.search, words)))
        return found

    def _all_deeds(self) -> list[JumpPlace]:
        return [self._deed(deed) for deed in self._deeds()]

    def _deed(self, deed: Deed) -> JumpPlace:
        keys = keys_for(deed.action) if deed.action else ()
        about = kind_words(JumpKind.DEED)
        row = JumpRow(f"deed:{deed.name}", JumpKind.DEED, deed.words(), about, deed.icon, keys=keys, is_on=deed.is_on())
        return place(row, deed.act, about=about)

    def _all_settings(self) -> list[JumpPlace]:
        found = []
        for group in self._settings().everything():
            section = JumpRow(f"section:{group.key}", JumpKind.SETTING, group.title, _("Settings"), "gear")
            found.append(place(section, partial(self._port.open_setting, group.key, "")))
            for setting in group.settings:
                found += self._setting(group.key, group.title, setting)
        return found

    def _setting(self, section: str, title: str, setting: Setting) -> list[JumpPlace]:
        if not setting.title:
            return []
        about = kind_words(JumpKind.SETTING, title)
        row = JumpRow(f"setting:{section}.{setting.key}", JumpKind.SETTING, setting.title, about, "gear")
        go = partial(self._port.open_setting, section, setting.key)
        found = [place(row, go, about=f"{about} {words_of(setting)}")]
        if isinstance(setting, Choosing) and setting.key in _CHOSEN_AT_ONCE:
            for choice in setting.choices:
                words = _("{setting}: {choice}").format(setting=setting.title, choice=choice.words)
                key = f"choice:{setting.key}.{choice.value}"
                row = JumpRow(key, JumpKind.DEED, words, kind_words(JumpKind.DEED), "gear", is_on=choice.is_chosen)
                found.append(place(row, partial(setting.choose, choice.value)))
        return found


_WITH_PEOPLE = frozenset({"person", "conversation"})


def _face(person: Person) -> JumpFace:
    return JumpFace(person.display_name, person.username, person.avatar_url)


def _go_to(username: str) -> str:
    return _("Go to {name}").format(name=f"@{username}")
