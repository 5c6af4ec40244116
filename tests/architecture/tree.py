"""The product's own source files, read and parsed once for all the rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "microblog_desktop"
SERVER = ROOT / "microblog_server"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(*folders: Path) -> list[Path]:
    """Return the Python files below the folders (both packages if none is named)."""
    return sorted(file for folder in folders or (CLIENT, SERVER) for file in folder.rglob("*.py"))


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(parsed(file))


def place(file: Path, node: ast.AST) -> str:
    """Return `folder/file.py:12`, to be clicked in a terminal."""
    return f"{short(file)}:{getattr(node, 'lineno', 0)}"


def short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def called_name(node: ast.AST) -> str:
    """Return the last name of what is called, `c` in `a.b.c(...)`; empty if the node is no call."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
        case _:
            return ""
