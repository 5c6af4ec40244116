from __future__ import annotations

import pytest

from microblog_desktop.domain.network.proxy import ProxyKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.settings.network import NetworkSection
from microblog_desktop.viewmodels.settings.setting import Choosing, Entering, Switching, Telling
from tests.viewmodels.settings.looking import chosen, keys, setting


class FakeProxy:
    def __init__(self) -> None:
        self.entered: list[Secret] = []
        self.has_script = False

    def enter_password(self, password: Secret) -> None:
        self.entered.append(password)


@pytest.fixture
def proxy() -> FakeProxy:
    return FakeProxy()


@pytest.fixture
def section(profile: ProfileStore, proxy: FakeProxy) -> NetworkSection:
    return NetworkSection(profile, proxy)


def enter(section: NetworkSection, key: str, text: str) -> str:
    return setting(section, key, Entering).enter(text)


def test_at_first_the_way_is_the_systems(section: NetworkSection) -> None:
    assert keys(section) == ["proxy", "check_every", "metered_pictures"]
    assert chosen(section, "proxy") == "System"
    assert chosen(section, "check_every") == "10 seconds"
    assert not setting(section, "metered_pictures", Switching).is_on


def test_a_script_that_is_not_followed_is_said(section: NetworkSection, proxy: FakeProxy) -> None:
    proxy.has_script = True
    assert keys(section) == ["proxy", "proxy_script", "check_every", "metered_pictures"]
    assert "does not follow" in setting(section, "proxy_script", Telling).about
    setting(section, "proxy", Choosing).choose("none")
    assert "proxy_script" not in keys(section)


def test_ones_own_proxy_is_entered_step_by_step(
    section: NetworkSection, profile: ProfileStore, proxy: FakeProxy
) -> None:
    setting(section, "proxy", Choosing).choose(ProxyKind.MANUAL.value)
    assert keys(section)[:2] == ["proxy", "proxy_url"]
    assert enter(section, "proxy_url", "proxy.example") == ""
    assert setting(section, "proxy_url", Entering).text == "http://proxy.example:8080"
    assert enter(section, "proxy_user", "ann") == ""
    assert enter(section, "proxy_password", "hush") == ""
    assert proxy.entered == [Secret("hush")]
    assert setting(section, "proxy_password", Entering).text == ""
    assert profile.preferences.get(preferences.PROXY_URL) == "http://ann@proxy.example:8080"
    assert enter(section, "proxy_url", "socks5://other.example") == ""
    assert profile.preferences.get(preferences.PROXY_URL) == "socks5://ann@other.example:1080"
    assert enter(section, "proxy_user", "") == ""
    assert profile.preferences.get(preferences.PROXY_URL) == "socks5://other.example:1080"


def test_a_password_typed_into_the_address_never_comes_into_the_file(
    section: NetworkSection, profile: ProfileStore, proxy: FakeProxy
) -> None:
    setting(section, "proxy", Choosing).choose(ProxyKind.MANUAL.value)
    assert enter(section, "proxy_url", "http://ann:hush@proxy.example:1") == ""
    assert profile.preferences.get(preferences.PROXY_URL) == "http://ann@proxy.example:1"
    assert proxy.entered == [Secret("hush")]


def test_what_is_wrong_with_an_address_is_said_and_the_old_one_stays(
    section: NetworkSection, profile: ProfileStore
) -> None:
    setting(section, "proxy", Choosing).choose(ProxyKind.MANUAL.value)
    enter(section, "proxy_url", "proxy.example:3128")
    assert "http://, https:// or socks5://" in enter(section, "proxy_url", "ftp://x")
    assert "65535" in enter(section, "proxy_url", "proxy.example:77777")
    assert "Write it like" in enter(section, "proxy_url", "what is this")
    assert profile.preferences.get(preferences.PROXY_URL) == "http://proxy.example:3128"
    assert enter(section, "proxy_url", " ") == ""
    assert keys(section)[:2] == ["proxy", "proxy_url"]


def test_how_often_is_looked_is_kept(section: NetworkSection, profile: ProfileStore) -> None:
    setting(section, "check_every", Choosing).choose("300")
    assert chosen(section, "check_every") == "5 minutes"
    with profile.transaction():
        profile.preferences.set(preferences.CHECK_EVERY_S, -4)
    assert all(int(choice.value) > 0 for choice in setting(section, "check_every", Choosing).choices)
