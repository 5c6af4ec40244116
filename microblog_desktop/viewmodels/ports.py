"""What view-models and widgets ask of the rest; `app.py` fills each with a real object.

Every method returns at once. Progress and failure come back through the store.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from microblog_desktop.domain.account import SavedData, VaultChoice
from microblog_desktop.domain.ids import EntryKey, MessageKey, NotificationKey, PersonId, PostId, PostKey, TimelineKey
from microblog_desktop.domain.people.lists import PeopleKey, ProfileChange
from microblog_desktop.domain.posts.timeline import GapSide
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import ServerDescription


class TimelineSyncPort(Protocol):
    """Ask for posts of a timeline."""

    def refresh(self, timeline: TimelineKey) -> None: ...

    def load_older(self, timeline: TimelineKey) -> None: ...

    def fill_gap(self, gap: EntryKey, side: GapSide) -> None: ...


class PostSyncPort(Protocol):
    """Ask for what belongs to one post."""

    def load_thread(self, post: PostKey) -> None:
        """Bring the conversation around it up to date: the activity `thread:<post>` tells how it ends."""
        ...

    def translate(self, post: PostKey, target: str) -> None:
        """Have it translated, unless that is here: the activity `translate:<post>` tells how it ends."""
        ...

    def reload_post(self, post: PostKey) -> None:
        """Read it again from the server; one that is gone there goes here too."""
        ...


class PostFindingPort(Protocol):
    """Ask for a post that is not here."""

    def find_post(self, post: PostId) -> None:
        """Bring one that is known by the server's id only: the activity `find-post:<id>` tells how it ends."""
        ...


class PeopleSyncPort(Protocol):
    """Ask for people and the tags of the day, and change one's own page."""

    def load_person(self, person: PersonId) -> None:
        """Bring a person's page up to date: the activity `person:<id>` tells how it ends."""
        ...

    def load_people(self, key: PeopleKey) -> None:
        """Bring the first page of a list up to date: the activity `people:<key>`."""
        ...

    def load_more_people(self, key: PeopleKey) -> None:
        """Bring one more page: the activity `more-people:<key>`."""
        ...

    def load_trends(self) -> None:
        """The activity `trends`."""
        ...

    def change_profile(self, change: ProfileChange) -> None:
        """The activity `profile`; what the server refuses stands field by field in its problem."""
        ...

    def change_password(self, current: Secret, new: Secret) -> None:
        """The activity `password`."""
        ...

    def put_avatar(self, image: bytes) -> None:
        """The activity `avatar`."""
        ...

    def remove_avatar(self) -> None:
        """The activity `avatar`."""
        ...


class NotificationSyncPort(Protocol):
    """Ask for what happened."""

    def refresh(self) -> None:
        """Bring the newest up to date now: the activity `notifications`."""
        ...

    def load_older(self) -> None:
        """The activity `older-notifications`."""
        ...

    def fill_gap(self, gap: NotificationKey) -> None:
        """Ask for what is missing next to the newer ones: the activity `notification-gap:<key>`."""
        ...


class ExportSyncPort(Protocol):
    """Put everything the person wrote into a file."""

    def start(self, folder: Path) -> None:
        """Begin one in this folder: `store.exports` tells how far it is, the activity `export` why it failed."""
        ...


class NetworkPort(Protocol):
    """Work without the network by choice, and come back."""

    def go_offline(self) -> None: ...

    def go_online(self) -> None: ...


class ProxyPort(Protocol):
    """What the settings have to do with the way out."""

    @property
    def has_script(self) -> bool:
        """Whether the system would find its proxy by a script; False while that is not known."""

    def enter_password(self, password: Secret) -> None:
        """Use it from now on, and keep it in the keyring."""


class PictureSource(Protocol):
    """Bytes of pictures that are on this computer, and a wish for those that are not."""

    def get(self, url: str) -> bytes | None: ...

    def want(self, url: str) -> None: ...

    def subscribe(self, on_arrival: Callable[[str], None]) -> Callable[[], None]:
        """Call `on_arrival` with the address of each picture that comes; the result ends that."""
        ...


class PersonFindingPort(Protocol):
    """Ask who somebody is."""

    def find_person(self, username: str) -> None:
        """Look for somebody: the activity `find-person:<username>` tells how it ends, the store then knows them."""
        ...


class MessageSyncPort(PersonFindingPort, Protocol):
    """Ask for conversations, messages and the people one may write to."""

    def refresh_conversations(self) -> None: ...

    def load_older_conversations(self) -> None: ...

    def open_conversation(self, person: PersonId) -> None:
        """Bring this conversation up to date now."""
        ...

    def load_older_messages(self, person: PersonId) -> None: ...

    def fill_message_gap(self, gap: MessageKey) -> None:
        """Ask for the missing messages that are next to the newer ones."""
        ...


class SignInPort(Protocol):
    """Recognise servers, sign in and register; what comes of it stands on the `SignInBoard`."""

    def probe(self, url: str) -> None:
        """Find out what answers there; ends an older probe. Plain http to another computer fails with INSECURE."""
        ...

    def probe_unencrypted(self, url: str) -> None:
        """The same for a person who accepted that everybody on the way can read along."""
        ...

    def sign_in(self, url: str, username: str, password: Secret, vault: VaultChoice | None) -> None:
        """Sign in; without a choice the token goes to the keyring, and the board tells when there is none."""
        ...

    def register(self, url: str, username: str, email: str, password: Secret, vault: VaultChoice | None) -> None: ...

    def leave_attempt(self) -> None:
        """Nobody waits any more for the place where the token is kept."""
        ...

    def try_here(self) -> None:
        """Start a server on this computer; the board's probe then tells its address."""
        ...

    def ask_password_reset(self, server: ServerDescription, email: str) -> None:
        """Have a token mailed there, if somebody has this address: the board's `reset` tells how it goes."""
        ...

    def reset_password(self, server: ServerDescription, token: Secret, new: Secret) -> None:
        """Set a new password with a token from a mail."""
        ...

    def leave_password_reset(self) -> None:
        """Nobody waits for it any more."""
        ...


class SessionPort(Protocol):
    """The session of the account that is open; the activity `session` tells how it goes."""

    def sign_in_again(self, password: Secret) -> None: ...

    def unlock(self, passphrase: Secret) -> None: ...

    def retry_vault(self) -> None:
        """Ask the keyring again; it may open its window."""
        ...

    def keep_sign_in(self, choice: VaultChoice) -> None:
        """Keep the sign-in elsewhere: the activity `keep-sign-in` tells how it goes."""
        ...

    def sign_out(self, saved: SavedData) -> None: ...


class SearchSyncPort(Protocol):
    """Search on the server; what it finds is kept, and named in `store.search.answers`."""

    def search(self, typed: str) -> None:
        """The first page: the activity `search:<typed>` tells how it ends. A newer search takes its place."""
        ...

    def search_further(self, typed: str) -> None:
        """One more page of posts: the activity `more-search:<typed>`."""
        ...

    def search_people(self, typed: str) -> None:
        """Only people, for `store.search.people_answers`: the activity `search-people:<typed>`."""
        ...
