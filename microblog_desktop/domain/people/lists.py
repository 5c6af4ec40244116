"""Lists of people, and what one can learn of or change about a person."""

from __future__ import annotations

from typing import NewType

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.values import dataclass

PeopleKey = NewType("PeopleKey", str)
"""Names a list of people."""

DIRECTORY = PeopleKey("directory")
SUGGESTED = PeopleKey("suggested")
_FOLLOWERS, _FOLLOWING = "followers:", "following:"


def followers_of(person: PersonId) -> PeopleKey:
    return PeopleKey(_FOLLOWERS + person)


def followed_by(person: PersonId) -> PeopleKey:
    return PeopleKey(_FOLLOWING + person)


def whose_followers(key: PeopleKey) -> PersonId | None:
    """The person of a list of followers; None if it is another list."""
    return PersonId(key.removeprefix(_FOLLOWERS)) if key.startswith(_FOLLOWERS) else None


def whose_followed(key: PeopleKey) -> PersonId | None:
    """The person whose followed people the list holds; None if it is another list."""
    return PersonId(key.removeprefix(_FOLLOWING)) if key.startswith(_FOLLOWING) else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody one might follow; `followed_by` of the people one follows do."""

    person: Person
    followed_by: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A tag of the day, without its sign: `people` wrote `posts` with it."""

    tag: str
    posts: int
    people: int


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What one wants to be called from now on; None leaves it as it is."""

    username: str | None = None
    name: str | None = None
    about_me: str | None = None
    email: str | None = None
