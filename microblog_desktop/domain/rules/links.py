"""How a thing on a server is named to others who use this program: `microblog://server/…`.

Such a link may come from anywhere, so what is read of it is little, and bounded.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.values import dataclass

SCHEME = "microblog"
_LONGEST = 2000
_LONGEST_NAME = 200
_RESET = "password-reset"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")
_AT_HOME = re.compile(r"(?:localhost|127\.[0-9.]+|\[::1\])(?::[0-9]+)?")


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Somebody on a server, which is host and port."""

    server: str
    username: str


@dataclass(frozen=True, slots=True)
class PostLink:
    """A post on a server."""

    server: str
    post: PostId


@dataclass(frozen=True, slots=True)
class ResetLink:
    """From a mail about a forgotten password; `server` may be empty. The token stays in the text."""

    server: str


Link = PersonLink | PostLink | ResetLink


def post_link(server: str, post: PostId) -> str:
    """The link to a post; `server` is an origin, whose scheme is left out."""
    return f"{SCHEME}://{urlsplit(server).netloc}/posts/{quote(post, safe='')}"


def read_link(text: str) -> Link | None:
    """What a link leads to; None for anything else, however much it looks like one."""
    found = _split(text)
    if found is None or found.scheme != SCHEME or "@" in found.netloc or found.fragment:
        return None
    if found.netloc == _RESET:
        return _reset_link(found.query)
    server = found.netloc.lower()
    kind, _line, name = found.path.removeprefix("/").partition("/")
    return _page(server, kind, name) if _HOST.fullmatch(server) and not found.query else None


def read_page_link(text: str, server: str) -> PersonLink | PostLink | None:
    """What a page of this server, which is an origin, is about: pages of people and of posts, as servers name them."""
    found, place = _split(text), place_of(server)
    if found is None or found.scheme not in ("https", "http") or found.netloc.lower() != place:
        return None
    head, _line, rest = found.path.strip("/").partition("/")
    if head.startswith("@"):
        return _page(place, "posts", rest) if rest else _page(place, "users", head[1:])
    return _page(place, head, rest)


def _split(text: str) -> SplitResult | None:
    text = text.strip()
    if len(text) > _LONGEST or not text.isascii() or not text.isprintable():
        return None
    try:
        return urlsplit(text)
    except ValueError:
        return None


def _page(server: str, kind: str, name: str) -> PersonLink | PostLink | None:
    """The thing of this kind with this name, which may be quoted; None if there is no such kind, or no such name."""
    name = _plain(unquote(name, errors="replace"))
    if not name:
        return None
    if kind == "users":
        return PersonLink(server, name)
    return PostLink(server, PostId(name)) if kind == "posts" else None


def place_of(origin: str) -> str:
    """Host and port of a server, as links have them."""
    return urlsplit(origin).netloc.lower()


def origin_of(server: str) -> str:
    """Where a link's server answers: only this computer does so without encryption."""
    return f"http://{server}" if _AT_HOME.fullmatch(server) else f"https://{server}"


def _reset_link(query: str) -> ResetLink | None:
    said = parse_qs(query, max_num_fields=10)
    if not said.get("token", [""])[0]:
        return None
    server = place_of(said.get("server", [""])[0])
    return ResetLink(server if _HOST.fullmatch(server) else "")


def _plain(name: str) -> str:
    """Empty if it has what no name has: slashes, signs that turn the direction of writing, or too much."""
    is_plain = len(name) <= _LONGEST_NAME and name.isprintable() and not set(name) & set("/\\ ")
    return name if is_plain else ""
