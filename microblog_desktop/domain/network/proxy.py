"""Which way requests take to a server."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass


class ProxyKind(Enum):
    """What a person chose."""

    SYSTEM = "system"  # what the computer says: its settings, or the environment
    NONE = "none"
    MANUAL = "manual"  # the person's own


@dataclass(frozen=True, slots=True)
class DesktopProxies:
    """What a person set in their desktop. `addresses` by kind of address: `http`, `https` and `all`, and `no`, hosts
    with commas; `has_script` if a script is to say which proxy there is, or the network itself."""

    addresses: tuple[tuple[str, str], ...] = ()
    has_script: bool = False


@dataclass(frozen=True, slots=True)
class Proxy:
    """The way of the moment. `url` is of a manual one, as `domain.network.proxy_address` makes it.

    `desktop` are those that the desktop names by kind of address, for what the environment says nothing of.
    """

    kind: ProxyKind = ProxyKind.SYSTEM
    url: str = ""
    password: Secret | None = None
    desktop: tuple[tuple[str, str], ...] = ()
