"""What every route can reach, made once when the server starts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from microblog_server.db.session import Database
from microblog_server.jobs.bell import Bell
from microblog_server.limits.limits import RateLimits
from microblog_server.live.announcing import announced
from microblog_server.live.hub import Hub
from microblog_server.live.publishing import Events, LocalEvents
from microblog_server.live.through_redis import FIRST_ID, RedisEvents
from microblog_server.operation.metrics import Metrics, resident_bytes
from microblog_server.operation.noticeboard import Noticeboard
from microblog_server.pictures.decoding import Pictures
from microblog_server.quick.page_json import created_post
from microblog_server.security import Passwords
from microblog_server.services.discovery import Trends
from microblog_server.services.together.turns import Together
from microblog_server.settings import Settings
from microblog_server.translation.translating import Translations


@dataclass(frozen=True, slots=True)
class Context:
    settings: Settings
    database: Database
    passwords: Passwords
    rates: RateLimits
    bell: Bell
    pictures: Pictures
    events: Events
    translations: Translations
    posting: Together
    trends: Trends
    metrics: Metrics
    noticeboard: Noticeboard | None

    @classmethod
    def of(cls, settings: Settings, noticeboard: Noticeboard | None = None) -> Context:
        """`noticeboard` where this is one of several workers."""
        database = Database(settings.database_url, settings.database_connections)
        events = _events(settings, database)
        database.on_commit = lambda session: events.publish(announced(session))
        return cls(
            settings,
            database,
            Passwords(settings.password_kib, settings.password_passes),
            RateLimits(settings),
            Bell(settings.data_dir, settings.redis),
            Pictures(),
            events,
            Translations(settings, database),
            Together(database, created_post),
            Trends(),
            _metrics(database, events),
            noticeboard,
        )

    @property
    def token_life(self) -> timedelta:
        return timedelta(days=self.settings.token_days)


def _events(settings: Settings, database: Database) -> Events:
    life = timedelta(days=settings.token_days)
    if settings.redis:
        return RedisEvents(Hub(database, FIRST_ID, settings.streams_per_person, life), settings.redis)
    return LocalEvents(Hub(database, f"{time.time_ns():x}-0", settings.streams_per_person, life))


def _metrics(database: Database, events: Events) -> Metrics:
    metrics = Metrics()
    in_use, most = database.connections
    began_s = time.time()
    metrics.watch("microblog_database_connections_in_use", "Database connections at work.", in_use)
    metrics.watch("microblog_database_connections_most", "Database connections that there may be.", most)
    metrics.watch("microblog_streams", "Open streams of events.", lambda: len(events.hub))
    metrics.watch("process_start_time_seconds", "When this process began.", lambda: began_s)
    metrics.watch("process_resident_memory_bytes", "Memory of this process.", resident_bytes)
    return metrics


# Dependencies are asynchronous, though they wait for nothing: others would each take a thread.
async def _context(request: Request) -> Context:
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


Here = Annotated[Context, Depends(_context)]
