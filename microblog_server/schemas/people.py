"""People on the wire: chapter 23's members and ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

from pydantic import AfterValidator, Field, SecretStr

from microblog_server import text
from microblog_server.avatars import Portrait
from microblog_server.db.models import Person, Token
from microblog_server.schemas.wire import Incoming, NumberedLinks, NumberedMeta, Outgoing, SelfLink, Time
from microblog_server.services.people import PeoplePage, Ties

Username = Annotated[str, AfterValidator(text.username)]
Email = Annotated[str, AfterValidator(text.email)]
Name = Annotated[str, AfterValidator(lambda value: text.line(value, text.NAME_LIMIT))]
AboutMe = Annotated[str, AfterValidator(lambda value: text.paragraph(value, text.ABOUT_ME_LIMIT))]


def _password(value: SecretStr) -> SecretStr:
    text.password(value.get_secret_value())
    return value


class NewPerson(Incoming):
    username: Username
    email: Email
    password: Annotated[SecretStr, AfterValidator(_password)]
    name: Name = ""
    about_me: AboutMe | None = None


class PasswordReset(Incoming):
    email: Email


class NewPassword(Incoming):
    password: Annotated[SecretStr, AfterValidator(_password)]


class PasswordChange(Incoming):
    """The password of now, and the one that takes its place."""

    current: SecretStr
    password: Annotated[SecretStr, AfterValidator(_password)]


class ProfileChange(Incoming):
    """Members that are not there stay as they are. Only `about_me` may be null."""

    username: Username = ""
    email: Email = ""
    name: Name = ""
    about_me: AboutMe | None = None


class Author(Outgoing):
    """A person as shown beside what they did."""

    id: int
    username: str
    name: str
    avatar: str


class PersonLinks(Outgoing):
    self_: str = Field(serialization_alias="self")
    followers: str
    following: str
    avatar: str
    posts: str


class PersonOut(Outgoing):
    """`you_follow` and `follows_you` are there for a reader who is signed in, and for others than the reader null."""

    id: int
    username: str
    name: str
    about_me: str | None
    created_at: Time
    last_seen: Time
    post_count: int
    follower_count: int
    following_count: int
    you_follow: bool | None = None
    follows_you: bool | None = None
    links: PersonLinks = Field(serialization_alias="_links")


class Me(PersonOut):
    """The person who asks."""

    email: str


class People(Outgoing):
    """A numbered page of people."""

    items: list[PersonOut]
    meta: NumberedMeta = Field(serialization_alias="_meta")
    links: NumberedLinks = Field(serialization_alias="_links")


class SignedIn(Outgoing):
    """The token is given out only here."""

    token: str
    person: Me


class Device(Outgoing):
    """A device that is signed in; `current` is the one that asks."""

    id: int
    device: str
    created_at: Time
    last_used_at: Time
    expires_at: Time
    current: bool
    links: SelfLink = Field(serialization_alias="_links")


class Devices(Outgoing):
    items: list[Device]


def author(person: Person) -> Author:
    return Author(id=person.id, username=person.username, name=_name(person), avatar=_avatar(person))


def person_out(person: Person, ties: Ties | None = None) -> PersonOut:
    path = f"/api/users/{person.id}"
    return PersonOut(
        id=person.id,
        username=person.username,
        name=_name(person),
        about_me=person.about_me,
        created_at=person.created_at,
        last_seen=person.last_seen,
        post_count=person.post_count,
        follower_count=person.follower_count,
        following_count=person.following_count,
        you_follow=person.id in ties.followed if ties else None,
        follows_you=person.id in ties.followers if ties else None,
        links=PersonLinks(
            self_=path,
            followers=f"{path}/followers",
            following=f"{path}/following",
            avatar=_avatar(person),
            posts=f"{path}/posts",
        ),
    )


def me(person: Person) -> Me:
    return Me(email=person.email, **dict(person_out(person)))


def device(token: Token, life: timedelta, current_id: int) -> Device:
    return Device(
        id=token.id,
        device=token.device,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
        expires_at=token.last_used_at + life,
        current=token.id == current_id,
        links=SelfLink(self_=f"/api/me/tokens/{token.id}"),
    )


def portrait(person: Person) -> Portrait:
    """What the drawn avatar shows."""
    return Portrait.of(person.username_key, person.name)


def people(page: PeoplePage, ties: Ties, path: str, query: Mapping[str, str]) -> People:
    total_pages = -(-page.total // page.per_page)

    def link(number: int) -> str:
        return f"{path}?{urlencode({**query, 'page': number, 'per_page': page.per_page})}"

    return People(
        items=[person_out(person, ties) for person in page.items],
        meta=NumberedMeta(page=page.page, per_page=page.per_page, total_pages=total_pages, total_items=page.total),
        links=NumberedLinks(
            self_=link(page.page),
            next=link(page.page + 1) if page.page < total_pages else None,
            prev=link(page.page - 1) if page.page > 1 else None,
        ),
    )


def _name(person: Person) -> str:
    return person.name or person.username


def _avatar(person: Person) -> str:
    # The version makes a new picture a new address, so the old one may be cached for ever.
    return f"/api/users/{person.id}/avatar?s=128&v={person.avatar_version or portrait(person).version}"
