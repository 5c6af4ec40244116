"""Each module with behaviour has its test at the same place in tests/."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import CLIENT, ROOT, SERVER, Function, modules, nodes, short

_TESTS = ROOT / "tests"
_BODY_OF_A_ONE_LINER = 1

# Exercised as processes or as a whole; each line says where.
_TESTED_ELSEWHERE: dict[str, str] = {}


def _mirror(file: Path) -> Path:
    """Return the folder of tests that belongs to the module's folder."""
    if file.is_relative_to(SERVER):
        return _TESTS / "server" / file.relative_to(SERVER).parent
    return _TESTS / file.relative_to(CLIENT).parent


def _is_tested(file: Path) -> bool:
    """Its own test file is there, or one of its folder's tests asks it by name."""
    folder = _mirror(file)
    if (folder / f"test_{file.name}").exists():
        return True
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return any(f"from {name} import" in test.read_text(encoding="utf-8") for test in folder.glob("test_*.py"))


def _has_behaviour(file: Path) -> bool:
    """Data, constants and Protocols need no test of their own; a function with more than one statement does."""
    return any(
        isinstance(node, Function)
        and len([part for part in node.body if not _is_docstring(part)]) > _BODY_OF_A_ONE_LINER
        for node in nodes(file)
    )


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_each_module_with_behaviour_has_its_test() -> None:
    untested = [
        short(file)
        for file in modules()
        if file.name != "__init__.py"
        and "migrations" not in file.parts
        and short(file) not in _TESTED_ELSEWHERE
        and _has_behaviour(file)
        and not _is_tested(file)
    ]
    assert untested == []


def test_the_exceptions_are_real_and_their_tests_exist() -> None:
    assert [module for module in _TESTED_ELSEWHERE if not (ROOT / module).exists()] == []
    assert [test for test in _TESTED_ELSEWHERE.values() if not (ROOT / test).exists()] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in _TESTS.rglob("*.py")}
    assert [short(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
