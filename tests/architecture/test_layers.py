"""What import-linter cannot see: which constructs a layer may use."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import CLIENT, called_name, modules, nodes, place

_MAY_AWAIT = ("api", "sync", "app", "tour")
_ASYNC = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
_SUPERVISOR = CLIENT / "sync" / "supervisor.py"
# Catches nothing in the end: what is raised in its thread is raised again where somebody waits for it.
_BETWEEN_THREADS = CLIENT / "sync" / "session" / "daemon_thread.py"
# Qt's loop runs by itself only here: before asyncio exists, so that no task can be stopped by it.
_BEFORE_ASYNCIO = (CLIENT / "app" / "first_paint.py", CLIENT / "app" / "startup.py")


def _layer(file: Path) -> str:
    return file.relative_to(CLIENT).parts[0].removesuffix(".py")


def test_async_stops_at_sync() -> None:
    found = [
        place(file, node)
        for file in modules(CLIENT)
        if _layer(file) not in _MAY_AWAIT
        for node in nodes(file)
        if isinstance(node, _ASYNC)
    ]
    assert found == []


def test_view_models_know_no_widgets() -> None:
    found = [
        place(file, node)
        for file in modules(CLIENT / "viewmodels")
        for node in nodes(file)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name in ast.unparse(node) for name in ("QtWidgets", "QtGui"))
    ]
    assert found == []


def test_tasks_are_made_by_the_supervisor_alone() -> None:
    makers = {"create_task", "ensure_future", "run_coroutine_threadsafe", "asyncSlot", "asyncClose"}
    found = [
        place(file, node)
        for file in modules(CLIENT)
        if file != _SUPERVISOR
        for node in nodes(file)
        if called_name(node) in makers
    ]
    assert found == []


def test_only_the_supervisor_catches_everything() -> None:
    found = [
        place(file, node)
        for file in modules()
        if file not in (_SUPERVISOR, _BETWEEN_THREADS)
        for node in nodes(file)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert found == []


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return bool(caught & {"Exception", "BaseException"})


def test_no_second_event_loop_runs_inside_the_first() -> None:
    found = [
        place(file, node)
        for file in modules(CLIENT)
        if file not in _BEFORE_ASYNCIO
        for node in nodes(file)
        # Python's own `exec` is another matter.
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if called_name(node) in {"exec", "exec_", "processEvents"}
    ]
    assert found == []


@pytest.mark.parametrize(
    ("modules_outside", "layers"),
    [
        ({"apsw", "sqlite3"}, {"store"}),
        ({"httpx", "ssl", "truststore"}, {"api"}),
        ({"keyring", "cryptography"}, {"system"}),
        ({"babel", "gettext"}, {"i18n"}),
        ({"qasync"}, {"system"}),
        ({"asyncio"}, {"api", "sync", "system", "app", "tour"}),
        ({"PySide6"}, {"system", "viewmodels", "ui", "app", "tour", "__main__"}),
    ],
)
def test_a_part_of_the_world_is_known_to_its_layer_alone(modules_outside: set[str], layers: set[str]) -> None:
    found = [
        place(file, node)
        for file in modules(CLIENT)
        if _layer(file) not in layers
        for node in nodes(file)
        if _imported(node) & modules_outside
    ]
    assert found == []


def _imported(node: ast.AST) -> set[str]:
    """Return the top-level modules that an import statement names."""
    match node:
        case ast.Import(names=names):
            return {name.name.partition(".")[0] for name in names}
        case ast.ImportFrom(module=str(module), level=0):
            return {module.partition(".")[0]}
        case _:
            return set()
