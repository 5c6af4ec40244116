"""A server for all tests, a server for one test, and a network that fails between client and server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.server_process import ApiPerson, ServerProcess
from tests.fakes.proxy import FaultProxy

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """The one server that most tests share; each makes people of its own."""
    with ServerProcess(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that this test may stop, kill and start again."""
    folder = tmp_path / "server"
    folder.mkdir()
    with ServerProcess(folder) as running:
        yield running


@pytest.fixture
def proxy(server: ServerProcess) -> Iterator[FaultProxy]:
    """The way to `server` that fails as the test says."""
    with FaultProxy(server.url) as running:
        yield running


@pytest.fixture
def new_person(server: ServerProcess) -> Callable[[str], ApiPerson]:
    """Sign somebody up on `server` under a name nobody else has: `new_person("ann")` is ann1, ann2 …"""
    return lambda name: server.sign_up(f"{name}{next(_numbers)}")


@pytest.fixture(autouse=True)
def no_window_left_behind() -> Iterator[None]:
    """Fail the test when a part of the client's windows outlives the client: it would still hear of changes."""
    before = _windows()
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [type(window).__name__ for window in _windows() if window not in before]
    assert not left, f"The test left windows behind: {left}"


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets() if QApplication.instance() else []
