"""Addresses: what people type, origins, and whether a token may travel there."""

from __future__ import annotations

import ipaddress
from urllib.parse import urljoin, urlsplit

from microblog_desktop.api.errors import NotSent
from microblog_desktop.domain.problem import Problem, ProblemKind

_LONGEST_ADDRESS = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}


def normalise(typed: str) -> str:
    """The origin a person means: scheme added (https, or http for this computer), path and slash cut off.

    Raises `NotSent` with BAD_ADDRESS. Nothing is asked of any network.
    """
    text = typed.strip()
    if not text or len(text) > _LONGEST_ADDRESS or any(c.isspace() or not c.isprintable() for c in text):
        raise _bad_address()
    if "://" not in text:
        text = f"{'http' if is_loopback(f'//{text}') else 'https'}://{text}"
    return origin(text)


def origin(url: str) -> str:
    """Scheme, host and port of a URL, default ports left out. Raises `NotSent` with BAD_ADDRESS."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        if host:
            # "한글.example" travels as its ASCII form, and so do comparisons of origins.
            host = host if _is_ip(host) else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise _bad_address() from error
    if scheme not in _DEFAULT_PORTS or not host or parts.username is not None or parts.password is not None:
        raise _bad_address()
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" if port in (None, _DEFAULT_PORTS[scheme]) else f"{scheme}://{shown}:{port}"


def is_loopback(url: str) -> bool:
    """Whether the URL leads to this computer, so that plain http shows nothing to anybody."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or host.endswith(".localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(url: str) -> bool:
    """Whether what travels there can be read and changed by nobody on the way."""
    return url.startswith("https://") or is_loopback(url)


def resolve(base: str, link: str) -> str:
    """An absolute http(s) URL from a link as servers write it: absolute or relative. Raises like `origin`."""
    try:
        url = urljoin(base, link)
    except ValueError as error:
        raise _bad_address() from error
    origin(url)
    return url


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _bad_address() -> NotSent:
    return NotSent(Problem(ProblemKind.BAD_ADDRESS))
