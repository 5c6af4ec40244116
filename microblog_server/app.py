"""The server as an ASGI application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from microblog_server import __version__
from microblog_server.jobs.beside import worker_beside
from microblog_server.jobs.progress import ToReaders
from microblog_server.live.publishing import live
from microblog_server.migrations import migrate
from microblog_server.operation.noticeboard import Noticeboard
from microblog_server.routes import (
    conversations,
    discovery,
    jobs,
    notifications,
    people,
    posts,
    reactions,
    search,
    service,
    stream,
    timelines,
    tokens,
)
from microblog_server.schemas.wire import Error
from microblog_server.settings import Settings
from microblog_server.web import failures
from microblog_server.web.answers import Answers
from microblog_server.web.bodies.streams import Streams
from microblog_server.web.context import Context
from microblog_server.web.guard import RequestGuard
from microblog_server.web.health import Health
from microblog_server.web.observed import Observed
from microblog_server.web.undisturbed import Undisturbed

# What runs beside the server for as long as it runs.
Companion = Callable[[Context], AbstractAsyncContextManager[None]]


def together(companions: Sequence[Companion]) -> Companion:
    """All of them as one."""

    @contextlib.asynccontextmanager
    async def companion(context: Context) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as running:
            for one in companions:
                await running.enter_async_context(one(context))
            yield

    return companion


def worker_companion(context: Context) -> AbstractAsyncContextManager[None]:
    """The worker that `run` brings along."""
    return worker_beside(context.settings, context.database, context.bell, ToReaders(context.events))


_ROUTES = (
    service, tokens, people, discovery, timelines, posts, reactions, conversations, notifications, search, jobs, stream,
)  # fmt: skip
_FAILURES = {
    400: "Something in the request is wrong; `fields` says what.",
    401: "Not signed in, or not any more.",
    403: "Not allowed.",
    404: "Not there.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "The Idempotency-Key was used for another request.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    500: "A mistake of the server.",
}


class MicroblogServer:
    """ASGI: the API behind what is done with every request and answer. Its lifespan migrates and closes."""

    def __init__(
        self, settings: Settings, companion: Companion | None = None, noticeboard: Noticeboard | None = None
    ) -> None:
        self.context = Context.of(settings, noticeboard)
        self._companion = companion
        self.api = FastAPI(
            title="Microblog",
            version=__version__,
            openapi_url="/api/openapi.json",
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            responses={code: {"model": Error, "description": text} for code, text in _FAILURES.items()},
            lifespan=self._lifespan,
            generate_unique_id_function=lambda route: route.name,
        )
        self.api.state.context = self.context
        failures.install(self.api)
        for module in _ROUTES:
            self.api.include_router(module.router)
        guarded = RequestGuard(
            self.api, self.context.rates, settings.body_bytes, {("PUT", "/api/me/avatar"): settings.avatar_bytes}
        )
        self._undisturbed = Undisturbed(Health(Answers(guarded), self.context))
        self._asgi = Streams(Observed(self._undisturbed, self.context.metrics))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._asgi(scope, receive, send)

    def end_streams(self) -> None:
        """They would go on for ever; requests end by themselves."""
        self.context.events.hub.end_all()

    @contextlib.asynccontextmanager
    async def _lifespan(self, api: FastAPI) -> AsyncIterator[None]:
        async with self.running():
            yield

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """From the migrated database to the closed one."""
        try:
            await migrate.upgrade(self.context.database)
            async with contextlib.AsyncExitStack() as beside:
                if self.context.noticeboard is not None:
                    await beside.enter_async_context(self.context.noticeboard.kept(self.context.metrics))
                await beside.enter_async_context(live(self.context.events, self.context.settings.heartbeat))
                if self._companion is not None:
                    await beside.enter_async_context(self._companion(self.context))
                yield
        finally:
            await self._undisturbed.finish()
            self.context.bell.close()
            await self.context.rates.close()
            await self.context.database.close()
