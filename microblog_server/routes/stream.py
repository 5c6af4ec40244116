"""Live events: a bell, not the truth. An event says what to read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from microblog_server.web.bodies.streams import Opened, Stream
from microblog_server.web.context import Here
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["live"])


@router.get(
    "/api/stream",
    response_class=Response,
    responses={
        200: {
            "description": "Server-Sent Events: timeline, message, notification, counts, job, reset.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def open_stream(
    context: Here,
    reader: SignedIn,
    last_event_id: Annotated[
        str | None, Header(max_length=64, description="Go on after this event; `reset` comes if that cannot be.")
    ] = None,
) -> Response:
    """Each event's data is JSON with `read`, the address to read; what else it says is only to save reading."""
    hub = context.events.hub
    return Opened(Stream(hub, await hub.subscribe(reader.person_id, reader.token_id, last_event_id)))
