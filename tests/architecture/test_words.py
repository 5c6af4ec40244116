"""Every sentence for people goes through the translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import CLIENT, called_name, modules, nodes, place

_SHOWN_BY = frozenset(
    """
    setText setToolTip setWindowTitle setPlaceholderText setAccessibleName setAccessibleDescription setStatusTip
    setWhatsThis setTitle setInformativeText setDetailedText setLabelText setPrefix setSuffix addAction addMenu addItem
    addTab showMessage QLabel QPushButton QToolButton QAction QCheckBox QRadioButton QGroupBox QMessageBox QMenu
    """.split()  # noqa: SIM905 (one name a line would be a page)
)
_TRANSLATIONS = frozenset({"_", "ngettext", "pgettext", "N_"})
_OUR_NAME = "Microblog"
_A_WORD = re.compile(r"[^\W\d_]{2,}")


def _literal(node: ast.expr) -> str:
    """Return the words written in the source; what comes from fields and calls is not ours to translate here."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return " ".join(_literal(part) for part in parts)
        case ast.BinOp(left=left, right=right):
            return f"{_literal(left)} {_literal(right)}"
        case ast.IfExp(body=body, orelse=otherwise):
            return f"{_literal(body)} {_literal(otherwise)}"
        case _:
            return ""


def _untranslated(file: Path) -> Iterator[str]:
    for node in nodes(file):
        if isinstance(node, ast.Call) and called_name(node) in _SHOWN_BY:
            words = " ".join(_literal(argument) for argument in node.args)
            if _A_WORD.search(re.sub(rf"<[^>]*>|\b{_OUR_NAME}\b", "", words)):
                yield f"{place(file, node)} {words!r}"


def test_no_sentence_for_people_is_left_out_of_the_translation() -> None:
    shown = [CLIENT / folder for folder in ("ui", "viewmodels", "app")]
    assert [found for file in modules(*shown) for found in _untranslated(file)] == []


def test_the_translation_is_given_whole_constant_sentences() -> None:
    """A sentence put together from parts cannot be extracted, nor said in another order."""
    composed = [
        place(file, node)
        for file in modules(CLIENT)
        for node in nodes(file)
        if isinstance(node, ast.Call)
        and called_name(node) in _TRANSLATIONS
        and isinstance(node.func, ast.Name)
        and file != CLIENT / "i18n" / "translate.py"
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert composed == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("label.setText('Loading posts')", True),
        ("QPushButton(f'Send {count} posts')", True),
        ("label.setText(_('Loading posts'))", False),
        ("label.setText('@')", False),
        ("label.setText(row.name)", False),
        ("label.setText('<b></b>')", False),
    ],
)
def test_the_search_finds_words_and_only_words(source: str, is_found: object, tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text(source, encoding="utf-8")
    found = [node for node in nodes(file) if isinstance(node, ast.Call) and called_name(node) in _SHOWN_BY]
    words = " ".join(_literal(argument) for argument in found[0].args)
    assert (_A_WORD.search(re.sub(r"<[^>]*>", "", words)) is not None) is is_found
