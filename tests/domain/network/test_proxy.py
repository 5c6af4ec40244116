from __future__ import annotations

from microblog_desktop.domain.network.proxy import Proxy, ProxyKind
from microblog_desktop.domain.secret import Secret


def test_the_password_of_a_proxy_is_not_seen() -> None:
    proxy = Proxy(ProxyKind.MANUAL, "http://ann@proxy.example:8080", Secret("hush"))
    assert "hush" not in repr(proxy)
    assert Proxy() == Proxy(ProxyKind.SYSTEM)
