"""Exports on the wire."""

from __future__ import annotations

from typing import Literal, cast

from pydantic import Field

from microblog_server.db.work_tables import Export
from microblog_server.jobs.exports import DONE
from microblog_server.schemas.wire import Outgoing, Time

State = Literal["waiting", "running", "done", "failed"]


class ExportLinks(Outgoing):
    """`file` is there when the export is done."""

    self_: str = Field(serialization_alias="self")
    file: str | None


class ExportOut(Outgoing):
    """`progress` goes from 0 to 100; after `expires_at` there is neither file nor export."""

    id: int
    state: State
    progress: int = Field(ge=0, le=100)
    created_at: Time
    finished_at: Time | None
    expires_at: Time | None
    bytes: int | None
    links: ExportLinks = Field(serialization_alias="_links")


def export_out(export: Export) -> ExportOut:
    path = f"/api/exports/{export.id}"
    return ExportOut(
        id=export.id,
        state=cast(State, export.state),
        progress=export.progress,
        created_at=export.created_at,
        finished_at=export.finished_at,
        expires_at=export.expires_at,
        bytes=export.bytes,
        links=ExportLinks(self_=path, file=f"{path}/file" if export.state == DONE else None),
    )
