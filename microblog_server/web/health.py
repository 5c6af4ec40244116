"""`/healthz` for whoever keeps the server running, `/metrics` for Prometheus. Neither is part of the API.

Metrics are told to this computer only, and not through a proxy on it, unless the settings say otherwise.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from microblog_server.db.work_tables import Job
from microblog_server.operation import metrics
from microblog_server.operation.metrics import Family, Sample
from microblog_server.web.context import Context
from microblog_server.web.failures import failure

log = logging.getLogger(__name__)

_PATIENCE_S = 2.0
# Whoever asks all the time gets the answer of a moment ago.
_KEPT_S = 1.0
_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-proto", "x-real-ip")


class Health:
    """ASGI middleware: answers these two addresses and passes everything else on."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self._app = app
        self._context = context
        self._database_is_there = False
        self._looked_s = -_KEPT_S

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: Response | None = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            if scope["path"] == "/healthz":
                answer = await self._health()
            elif scope["path"] == "/metrics":
                answer = await self._metrics(scope)
        await (answer or self._app)(scope, receive, send)

    async def _health(self) -> Response:
        if time.monotonic() - self._looked_s >= _KEPT_S:
            self._database_is_there = await self._ask_database()
            self._looked_s = time.monotonic()
        state = "ok" if self._database_is_there else "away"
        found = {"status": "ok" if self._database_is_there else "failing", "database": state}
        redis = await self._context.rates.redis_is_there()
        if redis is not None:
            # Without it requests are still answered.
            found["redis"] = "ok" if redis else "away"
        return JSONResponse(found, 200 if self._database_is_there else 503, {"Cache-Control": "no-store"})

    async def _ask_database(self) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE_S), self._context.database.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError):
            return False
        return True

    async def _jobs(self) -> Family:
        """Asked of the database, so it is the same whichever worker tells it."""
        found: list[Sample] = []
        try:
            async with asyncio.timeout(_PATIENCE_S), self._context.database.reading() as session:
                rows = await session.execute(select(Job.state, Job.kind, func.count()).group_by(Job.state, Job.kind))
                found = [Sample(count, (("kind", kind), ("state", state))) for state, kind, count in rows.all()]
        except (SQLAlchemyError, OSError, TimeoutError):
            log.warning("the jobs could not be counted")
        return Family("microblog_jobs", "gauge", "Jobs that wait, are being done or were given up.", found)

    async def _metrics(self, scope: Scope) -> Response:
        if not self._context.settings.metrics_public and not _is_from_this_computer(scope):
            return failure(404)
        board = self._context.noticeboard
        families = self._context.metrics.families()
        if board is not None:
            families = [*(metrics.of_worker(family, board.number) for family in families), *board.others()]
        return PlainTextResponse(metrics.text([*families, await self._jobs()]), media_type=_FORMAT)


def _is_from_this_computer(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    if any(name in headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(scope["client"][0]).is_loopback
    except (TypeError, ValueError):
        return False
