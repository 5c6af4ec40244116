"""People: registration, profiles, lists, pictures, following."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server import avatars
from microblog_server.db.models import Person
from microblog_server.errors import ForbiddenError
from microblog_server.pictures import stored
from microblog_server.schemas import people as schema
from microblog_server.services import following, people
from microblog_server.services.idempotency import Created, Key, describe, scope_of
from microblog_server.services.people import PeoplePage
from microblog_server.text import folded
from microblog_server.web.avatars import avatar_of
from microblog_server.web.context import Context, Here
from microblog_server.web.creation import answer_once
from microblog_server.web.guard import address_of
from microblog_server.web.parameters import Id, KeyHeader, PageNumber, PerPage
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["people"])

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"
_BINARY = {"schema": {"type": "string", "format": "binary"}}


@router.post("/api/users", status_code=status.HTTP_201_CREATED, response_model=schema.PersonOut)
async def register(request: Request, context: Here, new: schema.NewPerson, key: KeyHeader = None) -> Response:
    """Create an account. Needs no sign-in."""
    if not context.settings.registration:
        raise ForbiddenError("This server does not take new people.")
    await context.rates.registration(address_of(request.scope))
    password = new.password.get_secret_value()
    content = {**new.model_dump(mode="json"), "password": password}
    kept = None
    if key is not None:
        # It holds a password, so what is kept of it must be as dear to guess as a password hash.
        kept = Key(scope_of(None), key, await context.passwords.fingerprint(describe("/api/users", content), key))
    hashed = await context.passwords.hash(password)

    async def create(session: AsyncSession) -> Created:
        registration = people.Registration(new.username, new.email, hashed, new.name, new.about_me)
        person = await people.register(session, registration)
        return Created(schema.person_out(person).model_dump_json(by_alias=True), f"/api/users/{person.id}")

    return await answer_once(context, kept, create)


@router.get("/api/users")
async def list_people(
    context: Here,
    reader: SignedIn,
    page: PageNumber = 1,
    per_page: PerPage = 10,
    username: Annotated[str | None, Query(max_length=256, description="Only the person of this name.")] = None,
) -> schema.People:
    async with context.database.reading() as session:
        if username is None:
            found = await people.directory(session, page, per_page)
            return await _people(session, reader.person_id, found, "/api/users")
        found = await people.named(session, username, page, per_page)
        return await _people(session, reader.person_id, found, "/api/users", username=username)


@router.get("/api/users/{id}")
async def read_person(context: Here, reader: SignedIn, id: Id) -> schema.PersonOut:
    async with context.database.reading() as session:
        person = await people.get(session, id)
        return schema.person_out(person, await people.ties(session, reader.person_id, [id]))


@router.put("/api/users/{id}")
async def change_profile(
    request: Request, context: Here, reader: SignedIn, id: Id, change: schema.ProfileChange
) -> schema.Me:
    """Change your own profile; members that are not there stay as they are."""
    wanted = change.model_dump(exclude_unset=True)
    if "email" in wanted and folded(change.email) != (await _person(context, reader.person_id)).email_key:
        # The answer tells whether somebody has this address, as it does when an account is created.
        await context.rates.registration(address_of(request.scope))
    async with context.database.writing() as session:
        await people.get(session, id)
        if id != reader.person_id:
            raise ForbiddenError("This is somebody else's profile.")
        return schema.me(await people.change(session, id, wanted))


@router.get("/api/users/{id}/followers")
async def list_followers(
    context: Here, reader: SignedIn, id: Id, page: PageNumber = 1, per_page: PerPage = 10
) -> schema.People:
    async with context.database.reading() as session:
        found = await people.followers(session, id, page, per_page)
        return await _people(session, reader.person_id, found, f"/api/users/{id}/followers")


@router.get("/api/users/{id}/following")
async def list_following(
    context: Here, reader: SignedIn, id: Id, page: PageNumber = 1, per_page: PerPage = 10
) -> schema.People:
    async with context.database.reading() as session:
        found = await people.following(session, id, page, per_page)
        return await _people(session, reader.person_id, found, f"/api/users/{id}/following")


@router.get(
    "/api/users/{id}/avatar",
    response_class=Response,
    responses={
        200: {"content": {"image/webp": _BINARY, "image/png": _BINARY}},
        302: {"description": "The picture is kept elsewhere."},
    },
)
async def read_avatar(
    context: Here,
    id: Id,
    s: Annotated[int, Query(description="Width and height in pixels; 16 to 512.")] = 128,
    v: Annotated[str, Query(max_length=64, description="The version; with it the picture may be kept for ever.")] = "",
) -> Response:
    """What was uploaded (WebP), else what the server is set to: a drawn picture (PNG), or one kept elsewhere."""
    picture = await avatar_of(context, id, avatars.size_within_limits(s))
    if picture.elsewhere:
        return RedirectResponse(picture.elsewhere, 302, {"Cache-Control": _FOR_AN_HOUR})
    return Response(
        picture.image,
        media_type=picture.kind,
        headers={
            "ETag": f'"{picture.tag}"',
            "Cache-Control": _FOR_EVER if v == picture.version else _FOR_AN_HOUR,
        },
    )


@router.put(
    "/api/me/avatar",
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {}}}}},
)
async def upload_avatar(request: Request, context: Here, reader: SignedIn) -> schema.Me:
    """The body is the file itself: PNG, JPEG, WebP or GIF, whatever its Content-Type says."""
    image = await context.pictures.make_anew(await request.body())
    async with context.database.writing() as session:
        await stored.put(session, reader.person_id, image)
        return schema.me(await people.get(session, reader.person_id))


@router.delete("/api/me/avatar", status_code=status.HTTP_204_NO_CONTENT)
async def remove_avatar(context: Here, reader: SignedIn) -> None:
    """Back to the picture that the server has without an upload."""
    async with context.database.writing() as session:
        await stored.remove(session, reader.person_id)


@router.get("/api/me")
async def read_me(context: Here, reader: SignedIn) -> schema.Me:
    """The person who is signed in, with e-mail address."""
    return schema.me(await _person(context, reader.person_id))


@router.put("/api/me/following/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def follow(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await following.follow(session, reader.person_id, id)


@router.delete("/api/me/following/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def unfollow(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await following.unfollow(session, reader.person_id, id)


async def _person(context: Context, id: int) -> Person:
    async with context.database.reading() as session:
        return await people.get(session, id)


async def _people(session: AsyncSession, reader_id: int, page: PeoplePage, path: str, **query: str) -> schema.People:
    ties = await people.ties(session, reader_id, [person.id for person in page.items])
    return schema.people(page, ties, path, query)
