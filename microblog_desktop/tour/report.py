"""What the tour did: its steps and figures, kept as `tour.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

OK, SKIPPED, FAILED = "ok", "skipped", "failed"


class SkippedError(Exception):
    """This server or this version cannot do the step; the text is what a person would be shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `ms` is how long it took, `picture` the file name of its picture."""

    name: str
    status: str
    ms: float
    note: str = ""
    picture: str = ""


@dataclass(slots=True)
class Report:
    """The steps and figures of one process of the tour, or of the whole."""

    steps: list[Step] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def has_failed(self) -> bool:
        return any(step.status == FAILED for step in self.steps)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Report:
        read = json.loads(path.read_text(encoding="utf-8"))
        return cls([Step(**step) for step in read["steps"]], dict(read["figures"]))
