"""What stands around the pages: what the server does not offer, and where the window was."""

from __future__ import annotations

from contextlib import suppress

from microblog_desktop.commands import settings
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.formats import list_of
from microblog_desktop.i18n.translate import N_, _
from microblog_desktop.store import preferences
from microblog_desktop.store.errors import StoreError
from microblog_desktop.store.profile import ProfileStore

# What this version can do; a server that offers all of it needs no words.
_KNOWN = (
    (Capability.HOME, N_("a home timeline")),
    (Capability.WRITE, N_("writing posts")),
    (Capability.MESSAGES, N_("private messages")),
    (Capability.FOLLOW, N_("following people")),
)


def missing_offers(server: ServerDescription) -> str:
    """Return the sentence about what this server cannot do; empty if nothing is missing."""
    missing = [_(words) for capability, words in _KNOWN if not server.can(capability)]
    if not missing:
        return ""
    return _("This server does not offer {things}.").format(things=list_of(missing))


_WIDEST = 100_000


class WindowMemory:
    """Size and place of the window, from one start to the next."""

    def __init__(self, profile: ProfileStore) -> None:
        self._profile = profile

    @property
    def geometry(self) -> bytes:
        return self._profile.preferences.get(preferences.WINDOW_GEOMETRY)

    def remember(self, geometry: bytes) -> None:
        # Where a window was is not worth a word on a full disk, and it is called while the window closes.
        with suppress(StoreError):
            settings.save_window(self._profile, geometry)


class PageMemory:
    """Which page an account showed, from one time to the next."""

    def __init__(self, profile: ProfileStore, account: AccountId) -> None:
        self._profile = profile
        self._account = account

    @property
    def page(self) -> str:
        """The key of it; empty if the account was never shown."""
        return self._profile.preferences.get(preferences.open_page(self._account))

    def remember(self, page: str) -> None:
        with suppress(StoreError):
            settings.save_open_page(self._profile, self._account, page)


class PageWindowMemory:
    """The size of windows that hold one page of some kind, from one to the next; a window's place is its own."""

    def __init__(self, profile: ProfileStore, kind: str) -> None:
        self._profile = profile
        self._preference = preferences.page_window_size(kind)

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height of the last one; None if there was none, or damage made it no window's."""
        width, _sign, height = self._profile.preferences.get(self._preference).partition("x")
        if not (width.isdecimal() and height.isdecimal()):
            return None
        size = int(width), int(height)
        return size if all(0 < side < _WIDEST for side in size) else None

    def remember(self, width: int, height: int) -> None:
        with suppress(StoreError):
            settings.save_page_window(self._profile, self._preference, f"{width}x{height}")
