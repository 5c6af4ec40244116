"""Which connections go through a proxy and which go straight, as httpx's mounts.

What listens on this computer is always asked straight: its tokens may travel unencrypted because nobody is on the way.
"""

from __future__ import annotations

import functools
import ipaddress
import logging
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx
import truststore

from microblog_desktop.api.addresses import is_loopback
from microblog_desktop.api.proxied import Proxied
from microblog_desktop.domain.network.proxy import Proxy, ProxyKind
from microblog_desktop.domain.network.proxy_address import proxy_user

log = logging.getLogger(__name__)

Mounts = dict[str, httpx.AsyncBaseTransport | None]
# Servers close idle connections; a request written into one that is just closing has no certain end.
LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=4, keepalive_expiry=15)
_NEAR = ("all://localhost", "all://*.localhost", "all://127.0.0.1", "all://[::1]")


def networks(proxy: Proxy, base_url: str = "") -> Mounts:
    """Where each kind of address is connected to; None is straight, and so is what is not named."""
    found: Mounts = {}
    if proxy.kind is ProxyKind.MANUAL and proxy.url:
        found = {"all://": _through(_own(proxy))}
    elif proxy.kind is ProxyKind.SYSTEM:
        found = _systems(getproxies(), dict(proxy.desktop))
    near = (*_NEAR, f"all://{urlsplit(base_url).netloc}") if is_loopback(base_url) else _NEAR
    return found | dict.fromkeys(near)


def _own(proxy: Proxy) -> httpx.Proxy:
    user = proxy_user(proxy.url)
    auth = (user, proxy.password.reveal() if proxy.password else "") if user else None
    address = httpx.URL(proxy.url).copy_with(username=None, password=None)
    return httpx.Proxy(address, auth=auth, ssl_context=system_trust() if address.scheme == "https" else None)


def _systems(environment: Mapping[str, str], desktop: Mapping[str, str]) -> Mounts:
    """The environment's (on Windows and macOS the system's own settings are in it), else the desktop's."""
    told = environment if any(environment.get(scheme) for scheme in ("http", "https", "all")) else desktop
    spared = [host.strip() for host in told.get("no", "").split(",") if host.strip()]
    if "*" in spared:
        return {}
    found: Mounts = {}
    for scheme in ("http", "https", "all"):
        address = told.get(scheme, "")
        try:
            if address:
                found[f"{scheme}://"] = _through(httpx.Proxy(address if "://" in address else f"http://{address}"))
        except (ValueError, httpx.InvalidURL):
            # It may hold a password, so it is not repeated.
            log.warning("the proxy that the system names for %s cannot be understood", scheme)
    return found | {_pattern(host): None for host in spared}


def _pattern(host: str) -> str:
    """As `no_proxy` means it: a name stands for what ends in it too."""
    if "://" in host:
        return host
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return f"all://*{host}"
    return f"all://[{address}]" if address.version == 6 else f"all://{address}"


def _through(proxy: httpx.Proxy) -> Proxied:
    inner = httpx.AsyncHTTPTransport(verify=system_trust(), limits=LIMITS, trust_env=False, proxy=proxy)
    return Proxied(inner, nonsense=_nonsense() if proxy.url.scheme.startswith("socks") else ())


def _nonsense() -> tuple[type[Exception], ...]:
    # Few people have a proxy that speaks SOCKS.
    from socksio import SOCKSError

    # WORKAROUND(httpcore 1.0): an answer in another language is not made one of its own errors.
    return (SOCKSError, AssertionError, ValueError, IndexError)


@functools.cache
def system_trust() -> ssl.SSLContext:
    """The operating system's own certificates, so that a company's or a person's own authority is known here too."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
