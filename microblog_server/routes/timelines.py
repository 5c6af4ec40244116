"""Timelines: home, explore, one person's posts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from microblog_server.cursors import Place
from microblog_server.quick import pages
from microblog_server.quick.page_json import page_json
from microblog_server.quick.pages import Only, PostRow
from microblog_server.schemas.posts import EntryOut
from microblog_server.schemas.wire import WindowPage
from microblog_server.services import people
from microblog_server.services.windows import Page, Window
from microblog_server.web.context import Here
from microblog_server.web.parameters import Asked, Id, window_links, window_meta
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["timelines"])

Kept = Annotated[Only | None, Query(description="Only answers (`replies`), or all but answers (`posts`).")]


@router.get("/api/timeline", response_model=WindowPage[EntryOut])
async def read_home(request: Request, context: Here, reader: SignedIn, window: Asked) -> Response:
    """What you and the people you follow wrote and reposted."""
    return _answer(request, window, await pages.home(context.database, reader.person_id, window))


@router.get("/api/explore", response_model=WindowPage[EntryOut])
async def read_explore(request: Request, context: Here, reader: SignedIn, window: Asked) -> Response:
    """Everybody's posts."""
    return _answer(request, window, await pages.explore(context.database, reader.person_id, window))


@router.get("/api/users/{id}/posts", response_model=WindowPage[EntryOut])
async def read_posts_of_person(
    request: Request, context: Here, reader: SignedIn, id: Id, window: Asked, only: Kept = None
) -> Response:
    """What the person wrote and reposted."""
    page = await pages.published_by(context.database, id, reader.person_id, window, only)
    if not page.items:
        async with context.database.reading() as session:
            await people.get(session, id)
    return _answer(request, window, page)


def _answer(request: Request, window: Window, page: Page[PostRow]) -> Response:
    places = [Place(row.at, row.entry_id) for row in page.items]
    links = window_links(request, window, places, page).model_dump(by_alias=True)
    meta = window_meta(window, page).model_dump()
    return Response(page_json(page.items, meta, links), media_type="application/json")
