"""Finds words that did not come from the catalogue: in the pseudo-language those have no brackets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Literal

from babel import dates
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget

from microblog_desktop.i18n.pseudo import CLOSING, OPENING
from microblog_desktop.i18n.translate import languages
from microblog_desktop.system.computer.licences import libraries
from tests.architecture.catalogues import extracted
from tests.architecture.tree import ROOT
from tests.walk.eye import Seen
from tests.walk.room import name_of

_A_WORD = re.compile(r"[^\W\d_]{2,}")
_KEYS = "Ctrl Alt Shift Return Esc Del Up Down Left Right Home End PgUp PgDown Menu Space Tab"
_PRODUCT = "Microblog Python Qt PySide6 SQLite MIT LGPL Apache BSD ISC MPL PSF"
_AGES = "ago day days hour hours minute minutes"  # by Babel
_NO_WORD = 100  # letters in a row that some sandbox shows
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_SAME = frozenset({"Microblog", "example.net"})  # in the catalogue, since it may be written otherwise elsewhere
_BRACKETED = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")


def stray_letters(text: str) -> str:
    """What is left of a text without the words of the catalogue."""
    while _BRACKETED.search(text):
        text = _BRACKETED.sub("", text)
    # A sentence may be painted in pieces, such as a number in bold and the words around it, or end in an ellipsis.
    return re.sub(rf"^[^{OPENING}{CLOSING}]*{CLOSING}|{OPENING}[^{OPENING}{CLOSING}]*$", "", text)


def texts(window: QWidget, seen: Seen) -> Iterator[tuple[str, str]]:
    """Every text that somebody sees or hears, and where."""
    yield window.windowTitle(), "title of the window"
    for drawn in seen.drawn:
        yield drawn.text, f"painted by {drawn.by}"
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisibleTo(window):
            where = name_of(widget)
            yield from _texts_of(widget, where)
    interface = QAccessible.queryAccessibleInterface(window)
    if interface is not None:
        yield from _spoken(interface, set())


def _texts_of(widget: QWidget, where: str) -> Iterator[tuple[str, str]]:
    yield widget.toolTip(), f"tip of {where}"
    yield widget.accessibleName(), f"name of {where}"
    yield widget.accessibleDescription(), f"description of {where}"
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text(), where
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText(), f"placeholder of {where}"
        case QComboBox():
            for index in range(widget.count()):
                yield widget.itemText(index), where
        case QMenu():
            for action in widget.actions():
                yield from _texts_of_action(action)


def _texts_of_action(action: QAction) -> Iterator[tuple[str, str]]:
    yield action.text(), "entry of a menu"
    below = action.menu()
    if isinstance(below, QMenu):
        for inner in below.actions():
            yield from _texts_of_action(inner)


def _spoken(interface: QAccessibleInterface, seen: set[int]) -> Iterator[tuple[str, str]]:
    role = interface.role().name
    for what in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        yield interface.text(what), f"spoken {what.name} of {role}"
    if not interface.isValid() or interface.state().invisible:
        return
    for index in range(interface.childCount()):
        child = interface.child(index)
        if not child.state().invisible:
            yield from _spoken(child, seen)


@cache
def _vocabulary() -> frozenset[str]:
    """What people of the sandboxes write and are called, and what is the same in every language."""
    written = " ".join(_written())
    own_names = " ".join(language.own_name for language in languages(ROOT / "translations"))
    named = [dates.get_day_names, dates.get_month_names]
    calendar = " ".join(name for names in named for width in _WIDTHS for name in names(width, locale="en").values())
    parts = " ".join(library.name for library in libraries())
    return frozenset(
        _A_WORD.findall(f"{written} {parts} {own_names} {calendar} AM PM {_AGES} {_KEYS} {_PRODUCT}".casefold())
    )


@cache
def _written() -> frozenset[str]:
    """The texts of the sandboxes."""
    sources = [*sorted((ROOT / "tests" / "sandbox").glob("*.py")), ROOT / "tests" / "store" / "world.py"]
    nodes = (node for file in sources for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@cache
def _sentences() -> tuple[frozenset[str], tuple[tuple[re.Pattern[str], int], ...]]:
    """Every sentence of the catalogue: those without fields; the others as patterns, and how long their words are."""
    forms = [form for sentence in extracted() for form in sentence.forms]
    plain = frozenset(form for form in forms if "{" not in form)
    pieces = ((re.split(r"\{[^{}]*\}", form)) for form in forms if "{" in form)
    worded = [parts for parts in pieces if _A_WORD.search(" ".join(parts))]
    patterns = ((".+".join(re.escape(piece) for piece in parts), sum(map(len, parts))) for parts in worded)
    return plain, tuple((re.compile(pattern), own) for pattern, own in patterns)


@cache
def is_untranslated(text: str) -> bool:
    """Whether something in it should have brackets: words that nobody wrote, or a sentence of the catalogue."""
    left = unescape(re.sub(r"<[^<>]*>", " ", stray_letters(text))).strip()
    if left in _written():
        return False
    left = re.sub(r"\S*…$", "", left)  # what is left of a word that was cut
    words = {word.casefold() for word in _A_WORD.findall(left) if len(word) < _NO_WORD}
    if not words:
        return False
    plain, patterns = _sentences()
    return (
        not words <= _vocabulary()
        or left in plain - _SAME
        or any(pattern.fullmatch(left) and len(left) < 5 * own for pattern, own in patterns)
    )
