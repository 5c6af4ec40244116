"""Everything a person wrote, put into a file for them."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.values import dataclass


class RemoteExportState(Enum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RemoteExport:
    """What the server makes; `percent` is how far it is."""

    id: str
    state: RemoteExportState
    percent: int


class ExportStage(Enum):
    IDLE = "idle"
    ASKING = "asking"  # the server makes its part
    FETCHING = "fetching"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far the file is; `path` names it when it is done.

    `is_whole` says whether the server told everything, or only what this computer knows is in it.
    """

    stage: ExportStage = ExportStage.IDLE
    percent: int = 0
    path: str = ""
    is_whole: bool = True
