"""Who belongs to the community, what they speak, and who follows whom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from microblog_server.demo.dice import Dice
from microblog_server.demo.manuscript import read
from microblog_server.demo.model import DemoFollow, DemoPerson

SIGNED_IN = "susan"
# Rosa and Liam are left out on purpose: they are the ones whom susan may want to follow.
SUSAN_FOLLOWS = (
    "john",
    "mina",
    "david",
    "kate",
    "priya",
    "olu",
    "maeve",
    "harriet",
    "zoe",
    "amara",
    "frank",
    "town_library",
    "tom",
    "joan",
    "jisu",
    "hyunwoo",
    "haneul",
    "sora",
    "anna",
    "jonas",
    "yuki",
    "haruka",
    "takumi",
    "layla",
    "noura",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person together with what only the writing of the demonstration needs."""

    person: DemoPerson
    speaks: tuple[str, ...]
    utc_offset_h: float

    @property
    def username(self) -> str:
        return self.person.username


def read_members() -> tuple[Member, ...]:
    return tuple(_member(line) for line in read("people.txt").splitlines() if line)


def draw_follows(members: tuple[Member, ...], dice: Dice) -> tuple[DemoFollow, ...]:
    """Let people follow mostly those whose language they share, and keep everybody connected."""
    follows = [DemoFollow(SIGNED_IN, name) for name in SUSAN_FOLLOWS]
    others = [member for member in members if member.username != SIGNED_IN]
    neighbours = {(one.username, next_.username) for one, next_ in pairwise([*others, others[0]])}
    for member in others:
        for other in members:
            if other is member:
                continue
            shared = any(language in other.speaks for language in member.speaks)
            if (member.username, other.username) in neighbours or dice.fraction() < (0.5 if shared else 0.12):
                follows.append(DemoFollow(member.username, other.username))
    return tuple(follows)


def _member(line: str) -> Member:
    username, name, speaks, offset, joined, about_me = (field.strip() for field in line.split("|"))
    languages = tuple(speaks.split(","))
    person = DemoPerson(
        username=username,
        name=name,
        email=f"{username}@example.org",
        about_me=about_me,
        language=languages[0],
        joined_days_ago=int(joined),
    )
    return Member(person, languages, float(offset))
