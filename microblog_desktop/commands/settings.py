"""Choose how the program looks and behaves on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from microblog_desktop.domain.account import VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.store import preferences
from microblog_desktop.store.preferences import AnyPreference, Preference
from microblog_desktop.store.profile import ProfileStore

if TYPE_CHECKING:
    from microblog_desktop.domain.attention import NotifyDetail, OnClose, QuietHours
    from microblog_desktop.domain.network.proxy import ProxyKind
    from microblog_desktop.domain.posts.timeline import OpenAt

T = TypeVar("T", bound=str | int | bytes | bool)

SMALLEST_TEXT, LARGEST_TEXT = 70, 200
CHECKS_EVERY_S = (10, 30, 60, 300, 900)
_MINUTES_OF_A_DAY = 24 * 60


def choose_language(profile: ProfileStore, code: str) -> None:
    """Speak this language; an empty code follows the system."""
    _set(profile, preferences.LANGUAGE, code)


def choose_theme(profile: ProfileStore, theme: str) -> None:
    """System, light or dark."""
    if theme not in preferences.THEME.among:
        raise ValueError(theme)
    _set(profile, preferences.THEME, theme)


def choose_text_size(profile: ProfileStore, percent: int) -> None:
    """Scale all text; kept between `SMALLEST_TEXT` and `LARGEST_TEXT`."""
    _set(profile, preferences.TEXT_SIZE, max(SMALLEST_TEXT, min(LARGEST_TEXT, percent)))


def choose_density(profile: ProfileStore, density: str) -> None:
    """Comfortable or compact."""
    if density not in preferences.DENSITY.among:
        raise ValueError(density)
    _set(profile, preferences.DENSITY, density)


def choose_animations(profile: ProfileStore, animations: str) -> None:
    """As the system has it, or off."""
    if animations not in preferences.ANIMATIONS.among:
        raise ValueError(animations)
    _set(profile, preferences.ANIMATIONS, animations)


def turn(profile: ProfileStore, switch: Preference[bool]) -> None:
    """Have it the other way."""
    with profile.transaction():
        profile.preferences.set(switch, not profile.preferences.get(switch))


def choose_undo_send(profile: ProfileStore, seconds: int) -> None:
    """How long a post waits for second thoughts; 0 sends at once."""
    _set(profile, preferences.UNDO_SEND_S, max(0, seconds))


def choose_enter_sends(profile: ProfileStore, enter_sends: bool) -> None:  # noqa: FBT001 - data, not behaviour
    """Whether Enter sends a message; Shift+Enter, or Enter where it does not, breaks the line."""
    _set(profile, preferences.ENTER_SENDS, enter_sends)


def choose_open_at(profile: ProfileStore, open_at: OpenAt) -> None:
    """Where timelines open."""
    _set(profile, preferences.OPEN_AT, open_at.value)


def choose_check_every(profile: ProfileStore, seconds: int) -> None:
    """How often to look for what is new while no stream tells; one of `CHECKS_EVERY_S`."""
    if seconds not in CHECKS_EVERY_S:
        raise ValueError(seconds)
    _set(profile, preferences.CHECK_EVERY_S, seconds)


def turn_translation(profile: ProfileStore, language: str) -> None:
    """Have posts in this language translated unasked, or no longer."""
    with profile.transaction():
        chosen = set(filter(None, profile.preferences.get(preferences.TRANSLATE_LANGUAGES).split(",")))
        profile.preferences.set(preferences.TRANSLATE_LANGUAGES, ",".join(sorted(chosen ^ {language})))


def choose_proxy(profile: ProfileStore, kind: ProxyKind) -> None:
    """Which way requests take."""
    _set(profile, preferences.PROXY, kind.value)


def choose_proxy_address(profile: ProfileStore, address: str) -> None:
    """The person's own proxy; an address as `domain.network.proxy_address` makes it, without a password."""
    _set(profile, preferences.PROXY_URL, address)


def choose_notify_detail(profile: ProfileStore, detail: NotifyDetail) -> None:
    """How much the system's notifications tell."""
    _set(profile, preferences.NOTIFY_DETAIL, detail.value)


def keep_quiet_hours(profile: ProfileStore, hours: QuietHours) -> None:
    """Show no notifications of the system in these hours of each day."""
    with profile.transaction():
        profile.preferences.set(preferences.QUIET_HOURS, True)
        profile.preferences.set(preferences.QUIET_FROM, hours.start % _MINUTES_OF_A_DAY)
        profile.preferences.set(preferences.QUIET_TO, hours.end % _MINUTES_OF_A_DAY)


def drop_quiet_hours(profile: ProfileStore) -> None:
    """Show notifications at any time; which hours they were is remembered."""
    _set(profile, preferences.QUIET_HOURS, False)


def choose_on_close(profile: ProfileStore, on_close: OnClose) -> None:
    """What closing the main window does where there is a tray."""
    _set(profile, preferences.ON_CLOSE, on_close.value)


def save_window(profile: ProfileStore, geometry: bytes) -> None:
    """Open the window like this next time."""
    _set(profile, preferences.WINDOW_GEOMETRY, geometry)


def save_open_page(profile: ProfileStore, account: AccountId, page: str) -> None:
    """Show this page of the account next time."""
    _set(profile, preferences.open_page(account), page)


def save_page_window(profile: ProfileStore, size_of: Preference[str], size: str) -> None:
    """Open windows of this kind in this size next time; see `preferences.page_window_size`."""
    _set(profile, size_of, size)


def choose_vault(profile: ProfileStore, vault: VaultKind) -> None:
    """Where tokens are kept when there is no keyring."""
    _set(profile, preferences.VAULT_CHOICE, vault.value)


def remember_server(profile: ProfileStore, url: str, username: str) -> None:
    """Offer these at the next sign-in."""
    kept = profile.preferences
    if (kept.get(preferences.LAST_SERVER), kept.get(preferences.LAST_USERNAME)) == (url, username):
        return
    with profile.transaction():
        profile.preferences.set(preferences.LAST_SERVER, url)
        profile.preferences.set(preferences.LAST_USERNAME, username)


def work_offline(profile: ProfileStore) -> None:
    """Use no network until told otherwise."""
    _set(profile, preferences.WORK_OFFLINE, True)


def work_online(profile: ProfileStore) -> None:
    """Use the network again."""
    _set(profile, preferences.WORK_OFFLINE, False)


def reset(profile: ProfileStore, chosen: Sequence[AnyPreference]) -> None:
    """Have these as they are for somebody who never chose."""
    with profile.transaction():
        for preference in chosen:
            profile.preferences.forget(preference)


def _set(profile: ProfileStore, preference: Preference[T], value: T) -> None:
    with profile.transaction():
        profile.preferences.set(preference, value)
