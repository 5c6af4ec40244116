"""The way out of this computer: straight, or through a proxy. One is shared by all connections of the program.

What listens on this computer is always asked straight.
"""

from __future__ import annotations

import asyncio
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from microblog_desktop import __version__
from microblog_desktop.api.networks import LIMITS, networks, system_trust
from microblog_desktop.domain.network.proxy import Proxy

TIMEOUTS = httpx.Timeout(connect=10, read=20, write=20, pool=10)


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

    def new_client(self, base_url: str = "", network: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
        """Connections on this way, or all over `network`. They keep no cookies and trust whom the system trusts."""
        return httpx.AsyncClient(
            verify=system_trust(),
            transport=network,
            mounts=None if network else networks(self.proxy, base_url),
            # What the environment says of proxies is among the mounts.
            trust_env=False,
            timeout=TIMEOUTS,
            limits=LIMITS,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": f"microblog-desktop/{__version__}", "Accept-Encoding": "gzip"},
        )
