"""Jumping anywhere among fifty thousand people: what each key costs the window's thread, and when people are there."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.figures import Figure
from benchmarks.searching.babel import bodies
from benchmarks.searching.typist import application, run
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.ui.jump.panel import JumpPanel
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from tests.fakes.ports import NoPictures
from tests.store.world import World
from tests.viewmodels.jump.desk import Desk

_PEOPLE, _AT_ONCE = 50_000, 5_000
_TYPED = ("mina", "susan 12", "@john", "the", "density", "zzyzx", "한강", "write a post")
_WORK_MS = 16.0
_PATIENCE_MS = 2_000
_STEP_MS = 2
_REST_MS = 20
_SIZE = (1120, 760)
_ICONS = Path(__file__).parents[2] / "resources" / "icons"


def measure_jumping(folder: Path) -> list[Figure]:
    """Return milliseconds."""
    app = application()
    world = World(folder / "jump.db")
    _fill(world)
    desk = Desk(world)
    window = QWidget()
    window.resize(*_SIZE)
    window.show()
    panel = JumpPanel(Theme(app, _ICONS), RoundPictures(NoPictures()), desk.model, window)
    panel.open()
    run(_REST_MS)
    worked, found = [], []
    for words in ("mi", *_TYPED):
        for letter in words:
            work_ms, found_ms = _press(panel, desk, letter)
            worked.append(work_ms)
            found.append(found_ms)
        panel.field.wipe()
        panel.field.typed.emit("")
        run(_REST_MS)
    panel.give_up()
    window.close()
    desk.close()
    world.store.close()
    # What the first search loads is loaded before it in the client.
    worked, found = sorted(worked[2:]), sorted(found[2:])
    return [
        Figure(
            "jumping: longest work of the window's thread at a key, p95",
            worked[_p95(worked)],
            "ms",
            None,
            _WORK_MS,
        ),
        Figure("jumping: the same, most", worked[-1], "ms"),
        Figure("jumping: from a key to the people, p95", found[_p95(found)], "ms"),
    ]


def _press(panel: JumpPanel, desk: Desk, letter: str) -> tuple[float, float]:
    """The longest that the window's thread worked in one go until all was painted, and when the people were there."""
    began = time.perf_counter()
    key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    worked = [_work_ms(lambda: QApplication.sendEvent(panel.field, key))]
    while desk.model.is_waiting and time.perf_counter() - began < _PATIENCE_MS / 1000:
        worked.append(_work_ms(lambda: run(_STEP_MS)))
    found_ms = (time.perf_counter() - began) * 1000
    worked += [_work_ms(lambda: run(_STEP_MS)) for _step in range(_REST_MS // _STEP_MS)]
    return max(worked), found_ms


def _work_ms(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def _p95(times: list[float]) -> int:
    return int(len(times) * 0.95)


def _fill(world: World) -> None:
    names = list(islice((word for body in bodies(_PEOPLE, seed=3) for word in body.split()[:1]), _PEOPLE))
    people = [Person(PersonId(f"p{n}"), f"person{n}", f"{name} {n}") for n, name in enumerate(names)]
    for first in range(0, len(people), _AT_ONCE):
        world.save_people(*people[first : first + _AT_ONCE])
