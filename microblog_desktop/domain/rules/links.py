"""How a thing on a server is named to others who use this program: `microblog://server/…`."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from microblog_desktop.domain.ids import PostId

SCHEME = "microblog"


def post_link(server: str, post: PostId) -> str:
    """The link to a post; `server` is an origin, whose scheme is left out."""
    return f"{SCHEME}://{urlsplit(server).netloc}/posts/{quote(post, safe='')}"
