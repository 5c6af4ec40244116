from __future__ import annotations

import logging

import httpx
import pytest

from microblog_desktop.api.networks import networks
from microblog_desktop.api.proxied import Proxied
from microblog_desktop.api.route import Route
from microblog_desktop.domain.network.proxy import Proxy, ProxyKind
from microblog_desktop.domain.secret import Secret

VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
OWN = Proxy(ProxyKind.MANUAL, "socks5://ann@proxy.example:1080", Secret("hush"))


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def goes_through(proxy: Proxy, url: str, base_url: str = "") -> bool:
    """As httpx itself decides it."""
    client = Route(proxy).new_client(base_url)
    return isinstance(client._transport_for_url(httpx.URL(url)), Proxied)


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://board.localhost", "http://127.0.0.1:5000/api", "http://[::1]:5000"]
)
@pytest.mark.parametrize("proxy", [OWN, Proxy(desktop=(("all", "http://proxy.example:1"),))])
def test_what_is_on_this_computer_never_goes_through_a_proxy(proxy: Proxy, url: str) -> None:
    assert not goes_through(proxy, url)
    assert goes_through(proxy, "https://board.example")


def test_nor_does_a_server_at_an_unusual_address_of_this_computer() -> None:
    assert not goes_through(OWN, "http://127.0.0.53:8000/api", "http://127.0.0.53:8000")


def test_no_proxy_is_none_whatever_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "http://proxy.example:8080")
    assert goes_through(Proxy(), "https://board.example")
    assert not goes_through(Proxy(ProxyKind.NONE), "https://board.example")


def test_the_environment_comes_before_the_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Proxy(desktop=(("https", "http://proxy.example:8080"), ("no", "board.example,10.0.0.7")))
    assert goes_through(desktop, "https://other.example")
    assert not goes_through(desktop, "https://board.example")
    assert not goes_through(desktop, "https://sub.board.example")
    assert not goes_through(desktop, "https://10.0.0.7")
    monkeypatch.setenv("https_proxy", "proxy.example:8080")
    assert goes_through(desktop, "https://board.example")


@pytest.mark.expects_log("cannot be understood")
@pytest.mark.parametrize("address", ["socks4://ann:hush@proxy.example", "http://ann:hush@x:port"])
def test_an_address_that_nobody_understands_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    monkeypatch.setenv("all_proxy", address)
    with caplog.at_level(logging.WARNING):
        assert not goes_through(Proxy(), "https://board.example")
    assert "cannot be understood" in caplog.text
    assert "hush" not in caplog.text


def test_everything_may_be_spared() -> None:
    assert not goes_through(Proxy(desktop=(("all", "http://proxy.example:1"), ("no", "*"))), "https://board.example")


def test_no_password_is_seen_in_what_is_printed() -> None:
    assert "hush" not in f"{OWN!r} {networks(OWN)!r}"
