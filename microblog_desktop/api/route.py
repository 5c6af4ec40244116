"""The way out of this computer: straight, or through a proxy. One is shared by all connections of the program.

What listens on this computer is always asked straight.
"""

from __future__ import annotations

import asyncio
import functools
import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
import truststore

from microblog_desktop import __version__
from microblog_desktop.domain.proxy import Proxy, ProxyKind
from microblog_desktop.domain.rules.proxy_address import proxy_user

TIMEOUTS = httpx.Timeout(connect=10, read=20, write=20, pool=10)
# Servers close idle connections; a request written into one that is just closing has no certain end.
_LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=4, keepalive_expiry=15)
_STRAIGHT_TO_THIS_COMPUTER: dict[str, httpx.AsyncBaseTransport | None] = {
    "all://localhost": None,
    "all://127.0.0.1": None,
    "all://[::1]": None,
}


class Route:
    """The proxy of the moment; `version` grows with each change, so that connections of before are left."""

    def __init__(self, proxy: Proxy = Proxy()) -> None:  # noqa: B008 - frozen
        self.proxy = proxy
        self.version = 0
        self._is_known = asyncio.Event()
        self._is_known.set()

    def change(self, proxy: Proxy) -> bool:
        """Go this way from now on; tells whether it is another one."""
        is_other = proxy != self.proxy
        if is_other:
            self.proxy = proxy
            self.version += 1
        self._is_known.set()
        return is_other

    def withhold(self) -> None:
        """Let requests wait: the proxy wants a password that is still being looked for."""
        self._is_known.clear()

    async def known(self) -> None:
        """Wait until it is known which way to go."""
        await self._is_known.wait()

    def new_client(self, network: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
        """Connections on this way, or all over `network`. They keep no cookies and trust whom the system trusts."""
        kind = self.proxy.kind
        return httpx.AsyncClient(
            verify=system_trust(),
            transport=network,
            proxy=_manual(self.proxy) if kind is ProxyKind.MANUAL and self.proxy.url else None,
            # The environment's, and on Windows and macOS the system's own settings.
            trust_env=kind is ProxyKind.SYSTEM,
            mounts=None if network else _STRAIGHT_TO_THIS_COMPUTER,
            timeout=TIMEOUTS,
            limits=_LIMITS,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": f"microblog-desktop/{__version__}", "Accept-Encoding": "gzip"},
        )


def _manual(proxy: Proxy) -> httpx.Proxy:
    user = proxy_user(proxy.url)
    auth = (user, proxy.password.reveal() if proxy.password else "") if user else None
    address = httpx.URL(proxy.url).copy_with(username=None, password=None)
    return httpx.Proxy(address, auth=auth, ssl_context=system_trust() if address.scheme == "https" else None)


@functools.cache
def system_trust() -> ssl.SSLContext:
    """The operating system's own certificates, so that a company's or a person's own authority is known here too."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
