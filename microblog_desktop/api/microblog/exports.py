"""Everything the person wrote, as the server puts it into a file."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from microblog_desktop.api.exchange import Request
from microblog_desktop.api.microblog.calls import Calls, segment
from microblog_desktop.api.wire.structures import ExportWire
from microblog_desktop.api.wire.values import decode, read_id
from microblog_desktop.domain.export import RemoteExport, RemoteExportState

_SILENCE_S = 30.0
_STATES = {state.value: state for state in RemoteExportState}


class ExportCalls(Calls):
    """Everything the person wrote, as the server puts it into a file."""

    async def start_export(self, *, idempotency_key: str) -> RemoteExport:
        return _read(decode(await self._post("/api/exports", {}, idempotency_key), ExportWire))

    async def export(self, id: str) -> RemoteExport:
        return _read(decode(await self._get(f"/api/exports/{segment(id)}"), ExportWire))

    async def export_file(self, id: str) -> AsyncGenerator[bytes, None]:
        # A ZIP is packed already.
        headers = (("Accept", "application/zip"), ("Accept-Encoding", "identity"))
        request = Request("GET", f"/api/exports/{segment(id)}/file", headers=headers)
        async with self._transport.open(request, silence_s=_SILENCE_S) as answer:
            async for chunk in answer.chunks:
                yield chunk


def _read(wire: ExportWire) -> RemoteExport:
    # A state of tomorrow is one to wait for.
    state = _STATES.get(wire.state, RemoteExportState.RUNNING)
    return RemoteExport(read_id(wire.id), state, min(max(wire.progress or 0, 0), 100))
