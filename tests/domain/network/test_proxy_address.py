from __future__ import annotations

import pytest

from microblog_desktop.domain.network.proxy_address import (
    ProxyAddress,
    ProxyFault,
    proxy_user,
    read_proxy_address,
    with_user,
    without_user,
)
from microblog_desktop.domain.secret import Secret


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("proxy.example", "http://proxy.example:8080"),
        (" proxy.example:3128 ", "http://proxy.example:3128"),
        ("https://proxy.example/", "https://proxy.example:443"),
        ("socks5://127.0.0.1", "socks5://127.0.0.1:1080"),
        ("socks5h://127.0.0.1:9050", "socks5://127.0.0.1:9050"),
        ("http://[::1]:3128", "http://[::1]:3128"),
        ("http://ann@proxy.example", "http://ann@proxy.example:8080"),
    ],
)
def test_an_address_is_made_whole(typed: str, url: str) -> None:
    assert read_proxy_address(typed) == ProxyAddress(url)


def test_a_password_is_taken_out_of_the_address() -> None:
    assert read_proxy_address("http://ann%40work:p%3Aw@proxy.example:1") == ProxyAddress(
        "http://ann%40work@proxy.example:1", Secret("p:w")
    )
    assert proxy_user("http://ann%40work@proxy.example:1") == "ann@work"
    assert proxy_user("http://proxy.example:1") == ""


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", ProxyFault.NOT_AN_ADDRESS),
        ("two words", ProxyFault.NOT_AN_ADDRESS),
        ("http://", ProxyFault.NOT_AN_ADDRESS),
        ("http://[::1", ProxyFault.NOT_AN_ADDRESS),
        ("http://proxy.example/way", ProxyFault.NOT_AN_ADDRESS),
        ("proxy\u202e.example", ProxyFault.NOT_AN_ADDRESS),
        ("x" * 2000, ProxyFault.NOT_AN_ADDRESS),
        ("ftp://proxy.example", ProxyFault.OTHER_SCHEME),
        ("socks4://proxy.example", ProxyFault.OTHER_SCHEME),
        ("http://proxy.example:99999", ProxyFault.NO_SUCH_PORT),
        ("http://proxy.example:0", ProxyFault.NO_SUCH_PORT),
    ],
)
def test_what_is_none_is_told_apart(typed: str, fault: ProxyFault) -> None:
    assert read_proxy_address(typed) is fault


@pytest.mark.parametrize("user", ["ann", "ann@work", "a/b:c", "안나"])
def test_a_user_name_comes_and_goes(user: str) -> None:
    url = with_user("socks5://[::1]:1080", user)
    assert proxy_user(url) == user
    assert read_proxy_address(url) == ProxyAddress(url)
    assert without_user(url) == with_user(url, "") == "socks5://[::1]:1080"
