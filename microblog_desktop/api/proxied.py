"""Connections through a proxy, which tell its failures from those of the server behind it."""

from __future__ import annotations

import asyncio
from typing import Protocol

import httpx

_PATIENCE_S = 15.0
# What httpcore tells of its steps. `CONNECT` is a request too, but one to the proxy.
_CONNECTED = ("connection.connect_tcp.complete", "socks.connect_tcp.complete")
_TUNNELS = ("proxy.start_tls.started", "socks.setup_socks5_connection.complete")
_REQUEST = "http11.send_request_headers.started"
_NOT_THE_PROXY = (httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.ProxyError)


class Proxied(httpx.AsyncBaseTransport):
    """Whatever goes wrong before the server can hear us is an `httpx.ProxyError`, also that the proxy says nothing."""

    def __init__(
        self,
        through: httpx.AsyncBaseTransport,
        *,
        nonsense: tuple[type[Exception], ...] = (),
        patience_s: float = _PATIENCE_S,
    ) -> None:
        """`nonsense` is raised where the proxy speaks another language."""
        self._through = through
        self._failures: tuple[type[Exception], ...] = (TimeoutError, httpx.TransportError, *nonsense)
        self._patience_s = patience_s

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        steps = _Steps()
        request.extensions = {**request.extensions, "trace": steps.note}
        try:
            async with asyncio.timeout(self._patience_s) as steps.patience:
                return await self._through.handle_async_request(request)
        except _NOT_THE_PROXY:
            raise
        except self._failures as error:
            if steps.is_through:
                raise
            raise httpx.ProxyError(type(error).__name__, request=request) from error
        finally:
            await steps.close()

    async def aclose(self) -> None:
        await self._through.aclose()


class _Stream(Protocol):
    async def aclose(self) -> None: ...


class _Steps:
    """How far a request has come."""

    def __init__(self) -> None:
        self.is_through = False
        self.patience: asyncio.Timeout | None = None
        self._stream: _Stream | None = None

    async def note(self, step: str, about: dict[str, object]) -> None:
        if step in _CONNECTED:
            stream = about["return_value"]
            self._stream = stream  # type: ignore[assignment] # httpcore's dictionary says nothing of its values
        elif step in _TUNNELS or (step == _REQUEST and _leaves(about)):
            self.is_through = True
            if self.patience is not None and not self.patience.expired():
                self.patience.reschedule(None)

    async def close(self) -> None:
        """WORKAROUND(httpcore 1.0): a connection to a proxy that would not let us through stays open."""
        if self._stream is not None and not self.is_through:
            await self._stream.aclose()


def _leaves(about: dict[str, object]) -> bool:
    return getattr(about.get("request"), "method", b"") != b"CONNECT"
