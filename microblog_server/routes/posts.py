"""Posts: write, read, edit, delete, and the conversation around one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from microblog_server.language.identification import identify
from microblog_server.schemas.posts import (
    NewPost,
    PostChange,
    PostOut,
    ThreadOut,
    TranslationOut,
    post_out,
    thread_out,
    translation_out,
)
from microblog_server.schemas.wire import Error
from microblog_server.services import posts
from microblog_server.services.postings import view
from microblog_server.services.together.drafts import Draft
from microblog_server.translation.translating import Original
from microblog_server.web.context import Here
from microblog_server.web.creation import answer, key_of
from microblog_server.web.parameters import Id, KeyHeader
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["posts"])

Language = Annotated[
    str,
    Query(
        pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})?$",
        description="One of `languages` in the service document.",
    ),
]


@router.post("/api/posts", status_code=status.HTTP_201_CREATED, response_model=PostOut)
async def create_post(context: Here, reader: SignedIn, new: NewPost, key: KeyHeader = None) -> Response:
    draft = Draft(reader.person_id, new.body, await identify(new.body), new.reply_to)
    return answer(await context.posting.create(draft, key_of(reader, key, "/api/posts", new)))


@router.get("/api/posts/{id}")
async def read_post(context: Here, reader: SignedIn, id: Id) -> PostOut:
    async with context.database.reading() as session:
        return post_out(await view(session, id, reader.person_id))


@router.put("/api/posts/{id}")
async def edit_post(context: Here, reader: SignedIn, id: Id, change: PostChange) -> PostOut:
    """Change the text of your own post."""
    async with context.database.writing() as session:
        return post_out(await posts.edit(session, reader.person_id, id, change.body))


@router.delete("/api/posts/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_post(context: Here, reader: SignedIn, id: Id) -> None:
    async with context.database.writing() as session:
        await posts.remove(session, reader.person_id, id)


@router.get("/api/posts/{id}/thread")
async def read_thread(context: Here, reader: SignedIn, id: Id) -> ThreadOut:
    """What the post answers, and what answers it."""
    async with context.database.reading() as session:
        return thread_out(await posts.thread(session, id, reader.person_id))


@router.get(
    "/api/posts/{id}/translation",
    responses={
        502: {"model": Error, "description": "The translator gave no usable answer."},
        503: {"model": Error, "description": "The translator does not answer; `Retry-After` says when to try again."},
    },
)
async def translate_post(context: Here, reader: SignedIn, id: Id, to: Language) -> TranslationOut:
    """What the post says in another language. Only where the service document links it."""
    async with context.database.reading() as session:
        post = (await view(session, id, reader.person_id)).post
    return translation_out(await context.translations.translate(Original(id, post.body, post.language), to))
