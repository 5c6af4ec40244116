"""Work in the background that people ask for: exports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.errors import SignInNeededError
from microblog_server.jobs import exports
from microblog_server.jobs.kinds import EXPORTS
from microblog_server.schemas.exports import ExportOut, export_out
from microblog_server.schemas.wire import Incoming
from microblog_server.services.idempotency import Created
from microblog_server.web.bodies.downloads import Download
from microblog_server.web.context import Here
from microblog_server.web.creation import answer_once, key_of
from microblog_server.web.parameters import Id, KeyHeader
from microblog_server.web.signed_in import PerhapsSignedIn, SignedIn

router = APIRouter(prefix="/api/exports", tags=["exports"])

_ZIP = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


@router.post("", status_code=status.HTTP_201_CREATED, response_model=ExportOut)
async def create_export(context: Here, reader: SignedIn, key: KeyHeader = None) -> Response:
    """Have everything you wrote put into a file; while one is being made, it is that one."""

    async def create(session: AsyncSession) -> Created:
        export = await exports.ask(session, reader.person_id)
        return Created(export_out(export).model_dump_json(by_alias=True), f"/api/exports/{export.id}")

    answer = await answer_once(context, key_of(reader, key, "/api/exports", Incoming()), create)
    await context.bell.ring(EXPORTS)
    return answer


@router.get("/{id}")
async def read_export(context: Here, reader: SignedIn, id: Id) -> ExportOut:
    """How far it is."""
    async with context.database.reading() as session:
        return export_out(await exports.get(session, reader.person_id, id))


@router.get("/{id}/file", response_class=Response, responses={200: {"content": _ZIP}})
async def read_export_file(
    context: Here,
    reader: PerhapsSignedIn,
    id: Id,
    key: Annotated[str | None, Query(max_length=100, description="From the link in the mail; no sign-in then.")] = None,
) -> Response:
    """The ZIP file, for its owner."""
    async with context.database.reading() as session:
        if key is not None:
            export = await exports.by_mailed_key(session, id, key)
        elif reader is not None:
            export = await exports.get(session, reader.person_id, id)
        else:
            raise SignInNeededError("Please sign in.")
    path = exports.file_of(exports.folder_of(context.settings), export)
    name = f"{context.settings.name}-{export.created_at:%Y-%m-%d}.zip".encode("ascii", "ignore").decode()
    headers = {
        "Content-Disposition": f'attachment; filename="{"".join(c for c in name if c.isalnum() or c in "-._")}"',
        "Cache-Control": "private, no-store",
    }
    return Download(path, export.bytes or 0, "application/zip", headers)
