"""The address of a proxy as a person types it, made whole: scheme, host, port, and perhaps a user name.

A password in it is taken out: it belongs into the keyring.
"""

from __future__ import annotations

from enum import Enum
from urllib.parse import quote, unquote, urlsplit

from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass

_PORTS = {"http": 8080, "https": 443, "socks5": 1080}
_LONGEST = 1000


class ProxyFault(Enum):
    """What is wrong with what was typed."""

    NOT_AN_ADDRESS = "not an address"
    OTHER_SCHEME = "other scheme"
    NO_SUCH_PORT = "no such port"


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """`url` such as "socks5://ann@proxy.example:1080"; the password is apart."""

    url: str
    password: Secret | None = None


def read_proxy_address(typed: str) -> ProxyAddress | ProxyFault:
    """Make an address whole, or tell what is wrong with it; without a scheme it is one of HTTP."""
    text = typed.strip()
    if not text or len(text) > _LONGEST or any(char.isspace() or not char.isprintable() for char in text):
        return ProxyFault.NOT_AN_ADDRESS
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host = parts.hostname
    except ValueError:
        return ProxyFault.NOT_AN_ADDRESS
    scheme = "socks5" if parts.scheme == "socks5h" else parts.scheme
    if scheme not in _PORTS:
        return ProxyFault.OTHER_SCHEME
    if not host or parts.path not in ("", "/") or parts.query or parts.fragment:
        return ProxyFault.NOT_AN_ADDRESS
    try:
        port = parts.port
    except ValueError:
        return ProxyFault.NO_SUCH_PORT
    if port == 0:
        return ProxyFault.NO_SUCH_PORT
    shown = f"[{host}]" if ":" in host else host
    name = f"{quote(unquote(parts.username), safe='')}@" if parts.username else ""
    password = Secret(unquote(parts.password)) if parts.password else None
    return ProxyAddress(f"{scheme}://{name}{shown}:{port or _PORTS[scheme]}", password)


def proxy_user(url: str) -> str:
    """The user name of an address that was made whole, or an empty text."""
    return unquote(urlsplit(url).username or "")


def without_user(url: str) -> str:
    """The address without the user name."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def with_user(url: str, user: str) -> str:
    """The address with this user name, or without one if that is empty."""
    scheme, mark, rest = without_user(url).partition("://")
    name = f"{quote(user, safe='')}@" if user and mark else ""
    return f"{scheme}{mark}{name}{rest}"
