"""Whom one might follow, and the tags of the day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from microblog_server.schemas import discovery as schema
from microblog_server.services import discovery, people
from microblog_server.web.context import Here
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["discovery"])

Most = Annotated[int, Query(ge=1, le=50, description="At most so many.")]


@router.get("/api/me/suggestions")
async def suggest_people(context: Here, reader: SignedIn, limit: Most = 20) -> schema.Suggestions:
    """People you do not follow: those first whom most of the people you follow do."""
    async with context.database.reading() as session:
        found = await discovery.suggestions(session, reader.person_id, limit)
        ties = await people.ties(session, reader.person_id, [one.person.id for one in found])
    return schema.suggestions(found, ties)


@router.get("/api/explore/tags")
async def list_trends(context: Here, reader: SignedIn, limit: Most = 10) -> schema.Trends:
    """The #tags of the last 24 hours, those first that most people use; counted anew every minute."""
    async with context.database.reading() as session:
        found = await context.trends.newest(session, limit)
    return schema.trends(found)
