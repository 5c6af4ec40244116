"""One's own profile while it is changed: only what changed is sent, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.account import Account
from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.people.lists import ProfileChange
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.server import Capability, CountedIn, ServerKind
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.viewmodels.people.edit.complaints import (
    Complaints,
    of_password,
    of_picture,
    of_profile,
    what_is_wrong,
)
from microblog_desktop.viewmodels.people.edit.field import EditedField
from microblog_desktop.viewmodels.people.edit.password import TypedPassword
from microblog_desktop.viewmodels.ports import PeopleSyncPort
from microblog_desktop.viewmodels.writing.drafts import DraftKeeper

PROFILE, PASSWORD, AVATAR = "profile", "password", "avatar"
_NO_LIMIT_KNOWN = 10_000
_COMPLAINTS = {PROFILE: of_profile, PASSWORD: of_password, AVATAR: of_picture}


class Removed(Enum):
    """Instead of a new picture: none of one's own."""

    REMOVED = "removed"


NewPicture = bytes | Removed | None


@dataclass(frozen=True, slots=True)
class EditOffers:
    """What this server lets a person change besides user name, about-me and e-mail."""

    name: bool
    picture: bool
    password: bool


class EditProfileModel(QObject):
    """`saved` once everything that was changed has reached the server; whoever shows the model closes it."""

    changed = Signal()
    password_taken = Signal()  # whatever becomes of the rest
    saved = Signal()

    def __init__(
        self,
        store: AccountStore,
        account: Account,
        port: PeopleSyncPort,
        *,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._me = account.person_id
        self._account = account
        self._port = port
        self._clock = clock
        can = account.server.can
        self.offers = EditOffers(
            name=account.server.kind is not ServerKind.CHAPTER_23,
            picture=can(Capability.AVATARS),
            password=can(Capability.NEW_PASSWORD),
        )
        person, limits = self.person, account.server.limits
        self.name = self._field("name", person.name)
        self.username = self._field("username", person.username)
        self.email = self._field("email", self._saved_email)
        self.about_me = self._field("about-me", person.about_me or "", limits.about_me, limits.counted_in)
        self._picture: NewPicture = None
        self._wrong: tuple[Callable[[], Complaints], ...] = ()  # in the language of the moment
        self._underway: frozenset[str] = frozenset()
        self._unsubscribe = store.feed.subscribe(self._on_change)
        port.load_person(self._me)

    # What is shown.

    @property
    def person(self) -> Person:
        """As the server last told it."""
        return self._store.people.get(self._me) or Person(self._me, self._account.username, "")

    @property
    def fields(self) -> tuple[EditedField, ...]:
        return (self.name, self.username, self.about_me, self.email)

    @property
    def picture(self) -> NewPicture:
        """What is to become the picture, if that changes."""
        return self._picture

    @property
    def has_draft(self) -> bool:
        return any(field.change is not None for field in self.fields)

    @property
    def email_hint(self) -> str:
        """Where the address of now is not known: what an empty field means."""
        is_known = self._store.person_pages.email(self._me) is not None
        return "" if is_known else _("Your address is not known here. Leave this empty to keep it.")

    @property
    def complaints(self) -> Complaints:
        found = Complaints()
        for complain in self._wrong:
            found = found.with_more(complain())
        return found

    @property
    def is_busy(self) -> bool:
        return bool(self._underway)

    # What a person does.

    def choose_picture(self, picture: NewPicture) -> None:
        self._picture = picture
        self._wrong = ()
        self.changed.emit()

    def complain(self, complain: Callable[[], Complaints]) -> None:
        """Something was wrong before anything was sent; it is asked for again in another language."""
        self._wrong = (complain,)
        self.changed.emit()

    def discard(self) -> None:
        """Back to what is saved."""
        for field in self.fields:
            field.discard()
        self.choose_picture(None)

    def save(self, password: TypedPassword | None = None) -> None:
        """Send what changed, each thing once however often it is asked for."""
        if self.is_busy:
            return
        for field in self.fields:
            field.save_now()
        # The same complaint again is a new one: whoever pressed is told again.
        self.complain(Complaints)
        wishes = self._wishes(password)
        self._wrong = (self._check(password),)
        if self.complaints or not wishes:
            self.changed.emit()
            if not self.complaints:
                self.saved.emit()
            return
        self._underway = frozenset(wishes)
        self.changed.emit()
        self._ask(wishes, password)

    def close(self) -> None:
        """Keep what is typed, and listen no more."""
        self._unsubscribe()
        for field in self.fields:
            field.close()

    # How it is done.

    @property
    def _saved_email(self) -> str:
        return self._store.person_pages.email(self._me) or ""

    @property
    def _change(self) -> ProfileChange:
        return ProfileChange(
            username=self.username.change,
            name=self.name.change if self.offers.name else None,
            about_me=self.about_me.change,
            # An empty address is what is shown where the address is not known.
            email=self.email.change or None,
        )

    def _field(
        self, name: str, saved: str, limit: int = _NO_LIMIT_KNOWN, counted_in: CountedIn = CountedIn.CODE_POINTS
    ) -> EditedField:
        keeper = DraftKeeper(self._store, f"profile:{name}", clock=self._clock)
        field = EditedField(keeper, saved, limit=limit, counted_in=counted_in, parent=self)
        field.changed.connect(self.changed)
        return field

    def _wishes(self, password: TypedPassword | None) -> list[str]:
        wishes = [PROFILE] if self._change != ProfileChange() else []
        wishes += [AVATAR] if self._picture is not None else []
        return wishes + ([PASSWORD] if password else [])

    def _check(self, password: TypedPassword | None) -> Callable[[], Complaints]:
        """What needs no server to be known; of a password no more is kept than what is wrong with it."""
        return partial(
            what_is_wrong,
            has_username=bool(self.username.body.strip()),
            is_too_long=self.about_me.is_too_long,
            has_email=bool(self.email.body.strip()) or not self._saved_email,
            has_current=not password or bool(password.current),
            has_new=not password or bool(password.new),
            is_repeated=not password or password.new == password.again,
        )

    def _ask(self, wishes: list[str], password: TypedPassword | None) -> None:
        if PROFILE in wishes:
            self._port.change_profile(self._change)
        if isinstance(self._picture, bytes):
            self._port.put_avatar(self._picture)
        elif self._picture is not None:
            self._port.remove_avatar()
        if password:
            self._port.change_password(password.current, password.new)

    def _on_change(self, changes: ChangeSet) -> None:
        if self._me in changes.people:
            self._rebase()
        for name in (PROFILE, AVATAR, PASSWORD):
            if name in changes.status & self._underway and not self._store.status.activity(name).is_busy:
                self._take_end(name)
        if self._me in changes.people:
            self.changed.emit()

    def _take_end(self, name: str) -> None:
        self._underway -= {name}
        problem = self._store.status.activity(name).problem
        if problem is not None:
            self._wrong = (*self._wrong, partial(_COMPLAINTS[name], problem))
        elif name == PROFILE:
            self._taken()
        elif name == AVATAR:
            self._picture = None
        else:
            self.password_taken.emit()
        self.changed.emit()
        if not self._underway and not self.complaints:
            self.saved.emit()

    def _rebase(self) -> None:
        person = self.person
        for field, saved in zip(self.fields, self._saved(person), strict=True):
            field.rebase(saved)

    def _taken(self) -> None:
        for field, saved in zip(self.fields, self._saved(self.person), strict=True):
            field.taken(saved)

    def _saved(self, person: Person) -> tuple[str, ...]:
        return (person.name, person.username, person.about_me or "", self._saved_email)
