"""Translations that were made: one for each post and language, as long as the post says the same, a bounded number."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Translation
from microblog_server.db.types import microseconds
from microblog_server.translation.translator import Translated

# Two may translate the same at once; the later one is kept.
_KEEP = text(
    "INSERT INTO translations (post_id, target, digest, source, text, made_at)"
    " VALUES (:post_id, :target, :digest, :source, :text, :made_at)"
    " ON CONFLICT (post_id, target) DO UPDATE SET digest = excluded.digest, source = excluded.source,"
    " text = excluded.text, made_at = excluded.made_at"
)


def digest_of(provider: str, source: str | None, body: str) -> str:
    """What a translation is of: it is made anew when the post or the translator changes."""
    return hashlib.sha256("\0".join((provider, source or "", body)).encode()).hexdigest()


async def recall(session: AsyncSession, post_id: int, target: str, digest: str) -> Translated | None:
    known = await session.get(Translation, (post_id, target))
    return Translated(known.text, known.source) if known is not None and known.digest == digest else None


async def remember(session: AsyncSession, post_id: int, target: str, digest: str, translated: Translated) -> None:
    """Raise `IntegrityError` if the post is gone."""
    values = {
        "post_id": post_id,
        "target": target,
        "digest": digest,
        "source": translated.source,
        "text": translated.text,
        "made_at": microseconds(datetime.now(UTC)),
    }
    await session.execute(_KEEP, values)


async def forget_oldest(session: AsyncSession, most: int) -> None:
    """Keep the newest `most`."""
    first_too_many = select(Translation.made_at).order_by(Translation.made_at.desc()).offset(most).limit(1)
    statement = delete(Translation).where(Translation.made_at <= first_too_many.scalar_subquery())
    await session.execute(statement, execution_options={"synchronize_session": False})
