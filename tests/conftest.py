"""What every test starts from: its own home folder, Qt off screen, and nothing unexpected said by anyone.

A test fails when it leaves an asyncio task behind, when Qt prints a warning (pytest-qt, set in pyproject.toml), when an
exception cannot be raised (pytest, warnings are errors) or when a log record of WARNING or above is not expected:

    @pytest.mark.expects_log("the server took too long")   # a regular expression that one record at least must match

Async tests run on plain asyncio; those in tests/e2e and those marked `qt_loop` run on the client's own loop.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="microblog-tests-"))


def _leave_the_persons_settings_alone() -> None:
    """Run before Qt, keyring or our own code looks at the environment."""
    for name in list(os.environ):
        if name.startswith(("LC_", "MICROBLOG_")) or name.lower().endswith("_proxy"):
            del os.environ[name]
    for name in ("LANGUAGE", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "QT_STYLE_OVERRIDE", "QT_IM_MODULE"):
        os.environ.pop(name, None)
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "XDG_RUNTIME_DIR": "run",
    }
    for name, folder in folders.items():
        (_HOME / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(_HOME / folder)
    os.environ |= {"QT_API": "pyside6", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_leave_the_persons_settings_alone()

import pytest  # noqa: E402

from microblog_desktop.store.changes import ChangeFeed  # noqa: E402
from microblog_desktop.store.profile import ProfileStore  # noqa: E402
from tests.fakes.clock import FakeClock  # noqa: E402
from tests.store.world import JOHN, World  # noqa: E402

pytest_plugins = ["tests.system_parts"]

_MARKERS = (
    "qt_loop: the async test runs on the client's own event loop instead of plain asyncio",
    "expects_log(pattern): the test makes a log record of WARNING or above that matches the regular expression",
)


def pytest_configure(config: pytest.Config) -> None:
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.function):
            # First to be set up is last to be torn down: fixtures may stop their own tasks before it looks.
            item.fixturenames.insert(0, "no_task_left_behind")


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    if _runs_on_the_clients_loop(config, item):
        return {"qt": _clients_loop}
    return {"asyncio": asyncio.new_event_loop}


def _runs_on_the_clients_loop(config: pytest.Config, item: pytest.Item) -> bool:
    if item.get_closest_marker("qt_loop") is not None:
        return True
    return item.path.is_relative_to(config.rootpath / "tests" / "e2e")


def _clients_loop() -> asyncio.AbstractEventLoop:
    from PySide6.QtWidgets import QApplication

    from microblog_desktop.system.event_loop import ClientEventLoop
    from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["tests", *STYLE_ARGUMENTS])
    app.setQuitOnLastWindowClosed(False)
    return ClientEventLoop(app)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What pytest-qt starts Qt with: the style that the client has on every system."""
    from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS

    return ["tests", *STYLE_ARGUMENTS]


@pytest.fixture
async def no_task_left_behind() -> AsyncIterator[None]:
    """Fail the test when a task is still pending after all of its fixtures are gone."""
    before = asyncio.all_tasks()
    yield
    await asyncio.sleep(0)  # a task cancelled by the test's own clean-up may end now
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    assert not left, f"The test left tasks behind: {left}"


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still at 2026-11-22 09:41 UTC until the test moves it."""
    return FakeClock()


@pytest.fixture
def feed() -> ChangeFeed:
    """Tells at once."""
    return ChangeFeed(lambda tell: tell())


@pytest.fixture
def profile(feed: ChangeFeed) -> Iterator[ProfileStore]:
    """A profile's store in memory, in which nobody has chosen anything."""
    profile = ProfileStore(":memory:", feed)
    yield profile
    profile.close()


@pytest.fixture
def empty_world() -> Iterator[World]:
    """An account's store in memory, in which nobody is known."""
    world = World()
    yield world
    world.store.close()


@pytest.fixture
def world(empty_world: World) -> World:
    """One in which John is known."""
    empty_world.save_people(JOHN)
    empty_world.told.clear()
    return empty_world


class _Listener(logging.Handler):
    """Keeps each record that should worry somebody."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info is not None:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.messages.append(text)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test on a log record that it did not announce, and on an announced one that did not come."""
    patterns = [str(marker.args[0]) for marker in request.node.iter_markers("expects_log")]
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    unexpected = [text for text in listener.messages if not any(re.search(pattern, text) for pattern in patterns)]
    assert not unexpected, "Unexpected in the log:\n" + "\n".join(unexpected)
    missing = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in listener.messages)]
    assert not missing, f"Expected in the log, but not there: {missing}"
