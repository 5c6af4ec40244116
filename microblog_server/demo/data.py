"""The whole community, the same each time."""

from __future__ import annotations

from microblog_server.demo.circles import draw_follows, read_members
from microblog_server.demo.dice import Dice
from microblog_server.demo.manuscript import parse_line, read, read_texts
from microblog_server.demo.messages import draw_messages
from microblog_server.demo.model import Community, LiveLine
from microblog_server.demo.posts import draw_posts


def community() -> Community:
    """Return people, posts and messages; times are ages in seconds, for the loader to count back from now."""
    members = read_members()
    return Community(
        people=tuple(member.person for member in members),
        # Each part has its own dice, so that a new post does not change who follows whom.
        follows=draw_follows(members, Dice("follows")),
        posts=draw_posts(read_texts(), members, Dice("posts")),
        messages=draw_messages(Dice("messages")),
        live_lines=_live_lines({member.username: member.person.language for member in members}),
    )


def _live_lines(languages: dict[str, str]) -> tuple[LiveLine, ...]:
    lines = []
    for text in read("live.txt").splitlines():
        line = parse_line(text, languages[text.partition(":")[0]])
        lines.append(LiveLine(line.author, line.body, line.language))
    return tuple(lines)
