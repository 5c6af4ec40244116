"""What every route can reach, made once when the server starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from microblog_server.db.session import Database
from microblog_server.jobs.bell import Bell
from microblog_server.limits.limits import RateLimits
from microblog_server.pictures.decoding import Pictures
from microblog_server.security import Passwords
from microblog_server.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    settings: Settings
    database: Database
    passwords: Passwords
    rates: RateLimits
    bell: Bell
    pictures: Pictures

    @classmethod
    def of(cls, settings: Settings) -> Context:
        return cls(
            settings,
            Database(settings.database_url, settings.database_connections),
            Passwords(settings.password_kib, settings.password_passes),
            RateLimits(settings),
            Bell(settings.data_dir, settings.redis),
            Pictures(),
        )

    @property
    def token_life(self) -> timedelta:
        return timedelta(days=self.settings.token_days)


def _context(request: Request) -> Context:
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


Here = Annotated[Context, Depends(_context)]
