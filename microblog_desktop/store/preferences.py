"""What a person set once and expects to find again, on this computer."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.database import Database

Scalar = str | int | bytes | bool
T = TypeVar("T", bound=Scalar)


@dataclass(frozen=True, slots=True)
class Preference(Generic[T]):
    """A setting: its name in the file, and its value until somebody chooses.

    A number below `least` or above `most`, or a text that is none of `among` where there are some, is nobody's choice.
    """

    name: str
    default: T
    least: int = -(2**63)
    most: int = 2**63 - 1
    among: tuple[str, ...] = ()


AnyPreference = Preference[str] | Preference[int] | Preference[bytes] | Preference[bool]

LANGUAGE = Preference("language", "")  # empty: the system's
THEME = Preference("theme", "system", among=("system", "light", "dark"))
TEXT_SIZE = Preference("text_size", 100, 50, 300)  # percent
DENSITY = Preference("density", "comfortable", among=("comfortable", "compact"))
RELATIVE_TIMES = Preference("relative_times", True)
ANIMATIONS = Preference("animations", "system", among=("system", "off"))
WINDOW_GEOMETRY = Preference("window_geometry", b"")
UNDO_SEND_S = Preference("undo_send_s", 5, 0, 3600)
ENTER_SENDS = Preference("enter_sends", True)  # messages; else Ctrl+Enter does and Enter breaks the line
KEYS = Preference("keys", "")  # what `domain/keys/kept.py` writes
SINGLE_LETTERS = Preference("single_letters", True)  # whether letters, digits and signs alone are keys
HOVER_CARDS = Preference("hover_cards", True)
OPEN_AT = Preference("open_at", "place", among=("place", "newest"))
FOLD_LONG_POSTS = Preference("fold_long_posts", True)
TRANSLATE_LANGUAGES = Preference("translate_languages", "")  # codes with commas: posts in these are translated unasked
CONFIRM_DELETE = Preference("confirm_delete", False)  # it can be undone for a while in any case
STREAMING = Preference("streaming", True)
CHECK_EVERY_S = Preference("check_every_s", 10, 1, 86_400)  # how often to look while no stream tells
PROXY = Preference("proxy", "system", among=("system", "none", "manual"))
PROXY_URL = Preference("proxy_url", "")  # of the person's own proxy, without any password
METERED_PICTURES = Preference("metered_pictures", False)  # whether pictures load where each byte is paid for
WORK_OFFLINE = Preference("work_offline", False)
NOTIFY_DETAIL = Preference("notify_detail", "text", among=("text", "name", "nothing"))
NOTIFY_MESSAGES = Preference("notify_messages", True)
NOTIFY_REPLIES = Preference("notify_replies", True)  # and mentions
NOTIFY_LIKES = Preference("notify_likes", True)
NOTIFY_REPOSTS = Preference("notify_reposts", True)
NOTIFY_FOLLOWERS = Preference("notify_followers", True)
QUIET_HOURS = Preference("quiet_hours", False)
QUIET_FROM = Preference("quiet_from", 22 * 60, 0, 24 * 60 - 1)  # minutes since midnight, local time
QUIET_TO = Preference("quiet_to", 7 * 60, 0, 24 * 60 - 1)
ON_CLOSE = Preference("on_close", "ask", among=("ask", "tray", "quit"))  # without a tray, closing ends the program
KEEP_DAYS = Preference("keep_days", 90, 0, 100_000)  # older posts leave; 0: they stay
KEEP_MB = Preference("keep_mb", 500, 0, 10_000_000)  # of each account's file; 0: as much as there is
PICTURE_CACHE_MB = Preference("picture_cache_mb", 50, 1, 1_000_000)
CLEAR_PICTURES = Preference("clear_pictures", False)  # a wish; it is gone when it has been done
VAULT_CHOICE = Preference("vault_choice", "")  # a VaultKind, chosen when there is no keyring
LAST_SERVER = Preference("last_server", "")
LAST_USERNAME = Preference("last_username", "")


def open_page(account: AccountId) -> Preference[str]:
    """The key of the page that an account's window showed last; empty if it was never shown."""
    return Preference(f"page:{account}", "")


def page_window_size(kind: str) -> Preference[str]:
    """Width and height of windows with one page of this kind, as "640x720"; empty if there was none."""
    return Preference(f"window_size:{kind}", "")


def clear_cached(account: AccountId) -> Preference[bool]:
    """The wish to forget what can be fetched again of an account; it is gone when that has been done."""
    return Preference(f"clear_cached:{account}", False)


class Preferences:
    """Typed values by `Preference`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._read_only_these: frozenset[str] | None = None

    def use_defaults_except(self, names: frozenset[str]) -> None:
        """Whatever else was chosen is as if nobody had, until the file is opened anew; it stays in the file."""
        self._read_only_these = names

    def get(self, preference: Preference[T]) -> T:
        if self._read_only_these is not None and preference.name not in self._read_only_these:
            return preference.default
        row = self._db.row("SELECT value FROM preference WHERE name = ?", (preference.name,))
        value = None if row is None else row[0]
        if isinstance(preference.default, bool) and isinstance(value, int):
            return cast(T, bool(value))
        # Another version wrote it, or damage did: the default is safer.
        return cast(T, value) if _can_be(value, preference) else preference.default

    def value(self, preference: AnyPreference) -> Scalar:
        """The same where its type does not matter, as in a list of them."""
        return self.get(cast(Preference[str], preference))

    def set(self, preference: Preference[T], value: T) -> None:
        self._db.write(
            "INSERT INTO preference (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (preference.name, value),
        )
        self._db.note(ChangeSet(preferences=frozenset({preference.name})))

    def is_default(self, preference: AnyPreference) -> bool:
        row = self._db.row("SELECT value FROM preference WHERE name = ?", (preference.name,))
        return row is None or row[0] == preference.default

    def forget(self, preference: AnyPreference) -> None:
        """Nobody chose: the default holds, that of later versions too."""
        self._db.write("DELETE FROM preference WHERE name = ?", (preference.name,))
        self._db.note(ChangeSet(preferences=frozenset({preference.name})))


def _can_be(value: object, preference: Preference[T]) -> bool:
    if type(value) is not type(preference.default):
        return False
    if isinstance(value, int):
        return preference.least <= value <= preference.most
    return not (isinstance(value, str) and preference.among) or value in preference.among
