"""What this server is: the service document."""

from __future__ import annotations

from fastapi import APIRouter

from microblog_server.schemas.service import Service, service_document
from microblog_server.services import people
from microblog_server.web.context import Here

router = APIRouter(tags=["service"])


@router.get("/api")
async def read_service(context: Here) -> Service:
    """Name, limits and links to every entry point that this server offers. Needs no sign-in."""
    settings = context.settings
    async with context.database.reading() as session:
        count = await people.count(session)
    links = {"register": "/api/users"} if settings.registration else {}
    if settings.mail_host:
        links |= {"password_resets": "/api/password-resets", "password_reset": "/api/password-resets/{token}"}
    languages = await context.translations.languages()
    if languages:
        links["translation"] = "/api/posts/{id}/translation"
    return service_document(settings.name, count, links=links, languages=languages, avatar_bytes=settings.avatar_bytes)
