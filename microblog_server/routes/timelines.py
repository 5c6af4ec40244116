"""Timelines: home, explore, one person's posts."""

from __future__ import annotations

from fastapi import APIRouter, Request

from microblog_server.schemas.posts import EntryOut, entry_out
from microblog_server.schemas.wire import WindowPage
from microblog_server.services import timelines
from microblog_server.services.timelines import TimelineEntry
from microblog_server.services.windows import Page, Window
from microblog_server.web.context import Here
from microblog_server.web.parameters import Asked, Id, window_links, window_meta
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["timelines"])


@router.get("/api/timeline")
async def read_home(request: Request, context: Here, reader: SignedIn, window: Asked) -> WindowPage[EntryOut]:
    """What you and the people you follow wrote and reposted."""
    async with context.database.reading() as session:
        return _page(request, window, await timelines.home(session, reader.person_id, window))


@router.get("/api/explore")
async def read_explore(request: Request, context: Here, reader: SignedIn, window: Asked) -> WindowPage[EntryOut]:
    """Everybody's posts."""
    async with context.database.reading() as session:
        return _page(request, window, await timelines.explore(session, reader.person_id, window))


@router.get("/api/users/{id}/posts")
async def read_posts_of_person(
    request: Request, context: Here, reader: SignedIn, id: Id, window: Asked
) -> WindowPage[EntryOut]:
    """What the person wrote and reposted."""
    async with context.database.reading() as session:
        return _page(request, window, await timelines.published_by(session, id, reader.person_id, window))


def _page(request: Request, window: Window, page: Page[TimelineEntry]) -> WindowPage[EntryOut]:
    items = [entry_out(entry) for entry in page.items]
    return WindowPage(items=items, meta=window_meta(window, page), links=window_links(request, window, items, page))
