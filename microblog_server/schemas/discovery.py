"""Suggested people and tags of the day on the wire."""

from __future__ import annotations

from collections.abc import Sequence

from microblog_server.schemas.people import PersonOut, person_out
from microblog_server.schemas.wire import Outgoing
from microblog_server.services.discovery import Suggestion, Trend
from microblog_server.services.people import Ties


class SuggestedPerson(PersonOut):
    """`followed_by`: how many of the people you follow do."""

    followed_by: int


class Suggestions(Outgoing):
    items: list[SuggestedPerson]


class TrendOut(Outgoing):
    """`tag` is without its sign; `people` wrote `posts` with it in the last 24 hours."""

    tag: str
    posts: int
    people: int


class Trends(Outgoing):
    items: list[TrendOut]


def suggestions(found: Sequence[Suggestion], ties: Ties) -> Suggestions:
    return Suggestions(
        items=[SuggestedPerson(followed_by=one.followed_by, **dict(person_out(one.person, ties))) for one in found]
    )


def trends(found: Sequence[Trend]) -> Trends:
    return Trends(items=[TrendOut(tag=one.tag, posts=one.posts, people=one.people) for one in found])
