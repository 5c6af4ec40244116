"""What is told when the log cannot be written."""

from __future__ import annotations

import errno
import threading

from pytestqt.qtbot import QtBot

from microblog_desktop.app.crash.log_failure import LogFailure
from microblog_desktop.domain.problem import Problem, ProblemKind


def test_it_is_told_once_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    told: list[tuple[Problem, threading.Thread]] = []
    failure = LogFailure(lambda problem: told.append((problem, threading.current_thread())))
    threads = [threading.Thread(target=failure.meet, args=(PermissionError("no"),)) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(Problem(ProblemKind.NO_LOG), threading.main_thread())]


def test_a_full_disk_is_told_as_such(qtbot: QtBot) -> None:
    told: list[Problem] = []
    LogFailure(told.append).meet(OSError(errno.ENOSPC, "no room"))
    failure = LogFailure(told.append)
    failure.meet(OSError(errno.ENOSPC, "no room"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Problem(ProblemKind.DISK_FULL)]
