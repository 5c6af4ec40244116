"""One process of the tour: play its steps beside the running client, and report."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

from microblog_desktop.app.figures import peak_resident_mb
from microblog_desktop.app.running import Guest, Running
from microblog_desktop.tour.conductor import Part, part_of_this_process
from microblog_desktop.tour.driver import Driver
from microblog_desktop.tour.report import FAILED, OK, SKIPPED, Report, SkippedError, Step
from microblog_desktop.tour.stage import Stage
from microblog_desktop.tour.steps import AFTER_RESTART, BEFORE_RESTART

log = logging.getLogger(__name__)

Act = Callable[[Stage], Awaitable[str]]


def guest_of_this_process() -> Guest:
    """What plays the part that this process was started for, beside the client."""
    return partial(play_part, part_of_this_process())


async def play_part(part: Part, running: Running) -> None:
    """Play the steps in order, stop at the first that fails, save the report and quit."""
    report = Report()
    stage = Stage(running.client, Driver(Path(part.folder), part.first_picture), part)
    steps = BEFORE_RESTART if part.name == "before" else AFTER_RESTART
    try:
        await _play(stage, steps, report)
    finally:
        if len(report.steps) < len(steps) and not report.has_failed:
            # A bug of ours ended it; the supervisor has it in the log.
            report.steps.append(Step(_name(steps[len(report.steps)]), FAILED, 0.0, "a bug; see the log"))
        report.figures["peak_rss_mb"] = round(peak_resident_mb(), 1)
        report.save(part.report)
        running.quit()


async def _play(stage: Stage, steps: Sequence[Act], report: Report) -> None:
    for act in steps:
        name = _name(act)
        begun = time.monotonic()
        try:
            status, note = OK, await act(stage)
        except SkippedError as skipped:
            status, note = SKIPPED, str(skipped)
        except AssertionError as failed:
            log.exception("the step %s failed", name)
            status, note = FAILED, str(failed)
        ms = round((time.monotonic() - begun) * 1000, 1)
        picture = stage.driver.take_picture(stage.window, name)
        report.steps.append(Step(name, status, ms, note, picture))
        if status == FAILED:
            return
        await stage.picture_taken()


def _name(act: Act) -> str:
    return act.__name__.replace("_", "-")
