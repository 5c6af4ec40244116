"""Play the tour in two processes, so that the restart in its middle is a real one.

Each part is this program again, on a profile of its own that is thrown away;
which part it plays, and where, it reads from the environment.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from microblog_desktop.app.demo import PASSWORD, SECOND_USERNAME, USERNAME, DemoFailedError, DemoServer
from microblog_desktop.app.options import Options
from microblog_desktop.domain.values import dataclass
from microblog_desktop.tour.report import FAILED, Report, Step

PART_VARIABLE = "MICROBLOG_TOUR_PART"
_PASSWORD_VARIABLE = "MICROBLOG_PASSWORD"
_PASSPHRASE_VARIABLE = "MICROBLOG_TOUR_PASSPHRASE"
_FIGURES_VARIABLE = "MICROBLOG_DESKTOP_FIGURES"
_PARTS = ("before", "after")


@dataclass(frozen=True, slots=True)
class Part:
    """What one process of the tour has to play."""

    name: str
    folder: str
    server: str
    username: str
    first_picture: int
    second: str = ""  # somebody else with the same password

    @property
    def report(self) -> Path:
        return Path(self.folder) / f".{self.name}.json"


def part_of_this_process() -> Part:
    """The part that this process was started to play."""
    return Part(**json.loads(os.environ[PART_VARIABLE]))


def password() -> str:
    return os.environ[_PASSWORD_VARIABLE]


def passphrase() -> str:
    return os.environ[_PASSPHRASE_VARIABLE]


def play(options: Options) -> int:
    """Play the whole tour; 0 if no step failed."""
    assert options.tour is not None
    folder = options.tour.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("[0-9][0-9]-*.png"), *folder.glob(".*.json")]:
        old.unlink()
    if not options.demo:
        secret = os.environ.get(_PASSWORD_VARIABLE) or getpass.getpass(f"Password of {options.username}: ")
        return _play_on(folder, options.server, options.username, secret)
    try:
        with DemoServer() as demo:
            return _play_on(folder, demo.url, USERNAME, PASSWORD, SECOND_USERNAME)
    except DemoFailedError as error:
        print(f"The demonstration server did not start:\n{error}", file=sys.stderr)
        return 1


def _play_on(folder: Path, server: str, username: str, secret: str, second: str = "") -> int:
    passphrase_of_the_tour = secrets.token_urlsafe(12)
    whole = Report()
    with tempfile.TemporaryDirectory(prefix="microblog-tour-") as throw_away:
        for name in _PARTS:
            part = Part(name, str(folder), server, username, len(whole.steps) + 1, second)
            played = _play_part(part, Path(throw_away), secret, passphrase_of_the_tour)
            whole.steps += played.steps
            whole.figures.update({f"{key}_{name}": value for key, value in played.figures.items()})
            if played.has_failed:
                break
    whole.save(folder / "tour.json")
    for step in whole.steps:
        print(f"{step.status:8}{step.name}{': ' + step.note if step.note else ''}")
    print(f"{len(whole.steps)} steps, pictures and tour.json are in {folder}")
    return 1 if whole.has_failed else 0


def _play_part(part: Part, profile: Path, secret: str, passphrase_of_the_tour: str) -> Report:
    with tempfile.NamedTemporaryFile(prefix="microblog-figures-", suffix=".jsonl") as figures:
        environment = {
            **os.environ,
            PART_VARIABLE: json.dumps(asdict(part)),
            _PASSWORD_VARIABLE: secret,
            _PASSPHRASE_VARIABLE: passphrase_of_the_tour,
            _FIGURES_VARIABLE: figures.name,
        }
        ended = subprocess.run([*_this_program(), "--profile", str(profile)], check=False, env=environment)
        noted = [json.loads(line) for line in Path(figures.name).read_text(encoding="utf-8").splitlines()]
    if not part.report.exists():
        why = f"the program ended with {ended.returncode} before it was done"
        return Report([Step(f"{part.name}-restart", FAILED, 0.0, why)])
    report = Report.load(part.report)
    part.report.unlink()
    if ended.returncode != 0:
        report.steps.append(Step(f"quit-{part.name}", FAILED, 0.0, f"the program ended with {ended.returncode}"))
    for line in noted:
        report.figures[f"{line['event']}_ms"] = line["ms"]
        report.figures[f"{line['event']}_rss_mb"] = line["rss_mb"]
    return report


def _this_program() -> list[str]:
    """How to start this program again, from source or from its bundle."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "microblog_desktop"]
