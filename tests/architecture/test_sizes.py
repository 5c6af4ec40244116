"""Files, functions and folders stay small enough to be read in one go."""

from __future__ import annotations

import ast
from collections import Counter

from tests.architecture.tree import Function, modules, nodes, place, short

_LINES_OF_A_FILE = 300
_LINES_OF_A_FUNCTION = 40
_FILES_OF_A_FOLDER = 12


def test_files_are_short() -> None:
    lengths = {short(file): len(file.read_text(encoding="utf-8").splitlines()) for file in modules()}
    assert {file: length for file, length in lengths.items() if length > _LINES_OF_A_FILE} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{place(file, node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file in modules()
        for node in nodes(file)
        if isinstance(node, Function)
    }
    assert {function: length for function, length in lengths.items() if length > _LINES_OF_A_FUNCTION} == {}


def test_folders_hold_few_files() -> None:
    counts = Counter(short(file.parent) for file in modules() if file.name != "__init__.py")
    assert {folder: count for folder, count in counts.items() if count > _FILES_OF_A_FOLDER} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        short(file) for file in modules() if ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) is None
    ]
    assert [file for file in silent if not file.endswith("__init__.py")] == []


def test_no_folder_or_file_is_a_bag_of_everything() -> None:
    bags = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
    assert [short(file) for file in modules() if bags & {file.stem, file.parent.name}] == []
