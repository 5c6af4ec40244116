"""People: registration, profiles, and how the reader and they follow each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Follow, Person
from microblog_server.errors import BadRequestError, ForbiddenError, NotFoundError
from microblog_server.search.keeping import keep_person
from microblog_server.services import clock
from microblog_server.text import folded

# How exact `last_seen` is: a read should seldom have to write.
_SEEN_AGAIN = timedelta(minutes=5)
_PAGES = 1_000_000
_TAKEN = {
    "username": "please use a different username",
    "email": "please use a different email address",
}


@dataclass(frozen=True, slots=True)
class Ties:
    """Whom of some people the reader follows, and who of them follows the reader."""

    followed: frozenset[int]
    followers: frozenset[int]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A numbered page, as chapter 23 has them."""

    items: Sequence[Person]
    page: int
    per_page: int
    total: int


@dataclass(frozen=True, slots=True)
class Registration:
    """Checked by the wire; the password is a hash already."""

    username: str
    email: str
    password_hash: str = field(repr=False)
    name: str = ""
    about_me: str | None = None


async def register(session: AsyncSession, registration: Registration) -> Person:
    now = clock.now()
    person = Person(
        username=registration.username,
        username_key=folded(registration.username),
        email=registration.email,
        email_key=folded(registration.email),
        password_hash=registration.password_hash,
        name=registration.name,
        about_me=registration.about_me,
        created_at=now,
        last_seen=now,
    )
    await _refuse_taken(session, {"username": registration.username, "email": registration.email}, own_id=None)
    session.add(person)
    await _flush_unless_taken(session)
    await keep_person(session, person.id, person.username, person.name, person.about_me)
    return person


async def change(session: AsyncSession, id: int, changes: Mapping[str, str | None]) -> Person:
    """Set the named members: username, email, name, about_me."""
    person = await get(session, id)
    await _refuse_taken(session, changes, own_id=id)
    for name, value in changes.items():
        setattr(person, name, value)
        if name in _TAKEN and value is not None:
            setattr(person, f"{name}_key", folded(value))
    await _flush_unless_taken(session)
    await keep_person(session, person.id, person.username, person.name, person.about_me)
    return person


async def get(session: AsyncSession, id: int) -> Person:
    person = await session.get(Person, id)
    if person is None:
        raise NotFoundError("There is no such person.")
    return person


async def is_admin(session: AsyncSession, id: int) -> bool:
    return bool((await session.scalars(select(Person.is_admin).where(Person.id == id))).one_or_none())


async def refuse_disabled(session: AsyncSession, id: int) -> None:
    """Told only to who knows the password."""
    if (await session.scalars(select(Person.disabled_at).where(Person.id == id))).one_or_none() is not None:
        raise ForbiddenError("This account has been disabled by the people who run this server.")


async def find(session: AsyncSession, username_or_email: str) -> Person | None:
    key = folded(username_or_email)
    column = Person.email_key if "@" in key else Person.username_key
    return (await session.scalars(select(Person).where(column == key))).one_or_none()


async def count(session: AsyncSession) -> int:
    return (await session.execute(select(func.count()).select_from(Person))).scalar_one()


async def directory(session: AsyncSession, page: int, per_page: int) -> PeoplePage:
    statement = select(Person).order_by(Person.id).limit(per_page).offset(_offset(page, per_page))
    return PeoplePage((await session.scalars(statement)).all(), page, per_page, await count(session))


async def named(session: AsyncSession, username: str, page: int, per_page: int) -> PeoplePage:
    """The one person of that name, or nobody, as a page."""
    statement = select(Person).where(Person.username_key == folded(username))
    people = (await session.scalars(statement)).all()
    return PeoplePage(people if page == 1 else (), page, per_page, len(people))


async def followers(session: AsyncSession, id: int, page: int, per_page: int) -> PeoplePage:
    person = await get(session, id)
    statement = select(Person).join(Follow, Follow.follower_id == Person.id).where(Follow.followed_id == id)
    statement = statement.order_by(Follow.follower_id).limit(per_page).offset(_offset(page, per_page))
    return PeoplePage((await session.scalars(statement)).all(), page, per_page, person.follower_count)


async def following(session: AsyncSession, id: int, page: int, per_page: int) -> PeoplePage:
    person = await get(session, id)
    statement = select(Person).join(Follow, Follow.followed_id == Person.id).where(Follow.follower_id == id)
    statement = statement.order_by(Follow.followed_id).limit(per_page).offset(_offset(page, per_page))
    return PeoplePage((await session.scalars(statement)).all(), page, per_page, person.following_count)


async def ties(session: AsyncSession, reader_id: int, ids: Collection[int]) -> Ties:
    followed = select(Follow.followed_id).where(Follow.follower_id == reader_id, Follow.followed_id.in_(ids))
    followers = select(Follow.follower_id).where(Follow.followed_id == reader_id, Follow.follower_id.in_(ids))
    return Ties(
        frozenset((await session.scalars(followed)).all()),
        frozenset((await session.scalars(followers)).all()),
    )


async def seen(session: AsyncSession, id: int) -> None:
    """Note that the person is here."""
    now = clock.now()
    statement = update(Person).where(Person.id == id, Person.last_seen < now - _SEEN_AGAIN).values(last_seen=now)
    await session.execute(statement, execution_options={"synchronize_session": False})


async def set_password(session: AsyncSession, id: int, password_hash: str) -> None:
    statement = update(Person).where(Person.id == id).values(password_hash=password_hash)
    await session.execute(statement, execution_options={"synchronize_session": False})


async def speaks(session: AsyncSession, id: int, language: str | None) -> None:
    """Note the language to write mails in; None leaves what is known."""
    if language is not None:
        statement = update(Person).where(Person.id == id).values(language=language)
        await session.execute(statement, execution_options={"synchronize_session": False})


def _offset(page: int, per_page: int) -> int:
    return (min(page, _PAGES) - 1) * per_page


async def _refuse_taken(session: AsyncSession, values: Mapping[str, str | None], own_id: int | None) -> None:
    for name, sentence in _TAKEN.items():
        value = values.get(name)
        if value is None:
            continue
        column = Person.username_key if name == "username" else Person.email_key
        owner = (await session.scalars(select(Person.id).where(column == folded(value)))).one_or_none()
        if owner is not None and owner != own_id:
            raise BadRequestError(sentence, fields={name: sentence})


async def _flush_unless_taken(session: AsyncSession) -> None:
    """Somebody else may have taken the name between our look and our write (not on SQLite)."""
    try:
        await session.flush()
    except IntegrityError as error:
        name = "email" if "email_key" in str(error.orig) else "username"
        raise BadRequestError(_TAKEN[name], fields={name: _TAKEN[name]}) from error
