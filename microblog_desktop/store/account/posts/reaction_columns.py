"""Where a post's reactions stand: the server's word, and over it what is on its way there."""

from __future__ import annotations

from microblog_desktop.domain.posts.post import Reaction

FLAGS = {Reaction.LIKE: "liked", Reaction.REPOST: "reposted", Reaction.BOOKMARK: "bookmarked"}
COUNTS = {Reaction.LIKE: "likes", Reaction.REPOST: "reposts"}


def _shown(flag: str) -> str:
    return f"coalesce(post.wished_{flag}, post.{flag})"


def _shown_count(count: str, flag: str) -> str:
    """Flag and count are of one answer of the server: the flag tells whether the count has us already."""
    return f"max(0, post.{count} + {_shown(flag)} - post.{flag})"


REACTION_COLUMNS = ", ".join(
    [_shown_count(COUNTS[one], FLAGS[one]) for one in COUNTS] + [_shown(name) for name in FLAGS.values()]
)
"""likes, reposts, liked, reposted, bookmarked, as they are shown."""
