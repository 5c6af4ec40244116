"""Likes, reposts and bookmarks: each said with PUT and taken back with DELETE, any number of times."""

from __future__ import annotations

from fastapi import APIRouter, Request, status

from microblog_server.schemas.posts import EntryOut, entry_out
from microblog_server.schemas.wire import WindowPage
from microblog_server.services.reactions import bookmarks, likes, reposts
from microblog_server.web.context import Here
from microblog_server.web.parameters import Asked, Id, window_links, window_meta
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["reactions"])


@router.put("/api/posts/{id}/like", status_code=status.HTTP_204_NO_CONTENT)
async def like_post(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await likes.like(session, reader.person_id, id)


@router.delete("/api/posts/{id}/like", status_code=status.HTTP_204_NO_CONTENT)
async def unlike_post(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await likes.unlike(session, reader.person_id, id)


@router.put("/api/posts/{id}/repost", status_code=status.HTTP_204_NO_CONTENT)
async def repost_post(context: Here, reader: SignedIn, id: Id) -> None:
    """Put the post before the people who follow you."""
    async with context.database.writing() as session:
        await reposts.repost(session, reader.person_id, id)


@router.delete("/api/posts/{id}/repost", status_code=status.HTTP_204_NO_CONTENT)
async def take_back_repost(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await reposts.take_back(session, reader.person_id, id)


@router.put("/api/posts/{id}/bookmark", status_code=status.HTTP_204_NO_CONTENT)
async def bookmark_post(context: Here, reader: SignedIn, id: Id) -> None:
    """Keep the post in a list of your own; nobody else learns of it."""
    async with context.database.writing() as session:
        await bookmarks.add(session, reader.person_id, id)


@router.delete("/api/posts/{id}/bookmark", status_code=status.HTTP_204_NO_CONTENT)
async def remove_bookmark(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await bookmarks.remove(session, reader.person_id, id)


@router.get("/api/me/bookmarks")
async def list_bookmarks(request: Request, context: Here, reader: SignedIn, window: Asked) -> WindowPage[EntryOut]:
    """The last bookmarked first."""
    async with context.database.reading() as session:
        page = await bookmarks.listing(session, reader.person_id, window)
    items = [entry_out(entry, "b") for entry in page.items]
    return WindowPage(items=items, meta=window_meta(window, page), links=window_links(request, window, items, page))


@router.get("/api/me/likes")
async def list_likes(request: Request, context: Here, reader: SignedIn, window: Asked) -> WindowPage[EntryOut]:
    """What you like, the last liked first; nobody else can ask."""
    async with context.database.reading() as session:
        page = await likes.listing(session, reader.person_id, window)
    items = [entry_out(entry, "l") for entry in page.items]
    return WindowPage(items=items, meta=window_meta(window, page), links=window_links(request, window, items, page))
