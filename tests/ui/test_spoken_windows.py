"""Whoever listens to the windows: each thing to press or write in has a name in words, and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.list.accessible import speak_of_lists
from microblog_desktop.ui.theme.theme import Theme
from tests.sandbox import (
    composer,
    edit,
    explore,
    export,
    home,
    hover,
    messages,
    notifications,
    profile,
    search,
    settings,
    signin,
    thread,
)
from tests.sandbox.stage import Stage
from tests.ui.conftest import ICONS

_WINDOWS: dict[str, tuple[Callable[[Stage], QWidget], tuple[str, ...]]] = {
    "home": (home.build, ("full", "acts", "undo", "offline", "refused", "arabic", "empty", "failed", "chapter23")),
    "thread": (thread.build, ("thread", "failed", "gone", "window", "bookmarks", "no-bookmarks")),
    "notifications": (notifications.build, ("some", "empty")),
    "messages": (messages.build, ("open", "list", "empty", "failed", "refused", "new", "find", "deleted")),
    "profile": (profile.build, ("john", "followed", "self", "gone", "followers", "nobody", "chapter23", "suggested")),
    "explore": (explore.build, ("posts", "people", "tags", "empty", "failed")),
    "search": (search.build, ("results", "recents", "all", "nothing", "failed", "home")),
    "settings": (settings.build, settings.SCENES),
    "signin": (signin.build, signin.SCENES),
    "edit": (edit.build, edit.SCENES),
    "export": (export.build, export.SCENES),
    "composer": (composer.build, composer.SCENES),
    "hover": (hover.build, ("name", "followed")),
}
_SCENES = [(name, scene) for name, (_build, scenes) in _WINDOWS.items() for scene in scenes]
_ICON_NAMES = {file.stem for file in ICONS.glob("*.svg") if "-" in file.stem}
_CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.Slider,
    QAccessible.Role.ListItem,
    QAccessible.Role.List,
    QAccessible.Role.ComboBox,
}
_PRESSED = {"Press", "Toggle"}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing of the tree, as deep as it is in it; `said` is its name and its role."""

    depth: int
    name: str
    role: QAccessible.Role
    can_focus: bool
    actions: frozenset[str]
    widget: object

    @property
    def said(self) -> str:
        return f"{self.role.name} {self.name!r} ({type(self.widget).__name__})"

    @property
    def is_control(self) -> bool:
        return self.can_focus or self.role in _CONTROLS or bool(self.actions & _PRESSED)

    @property
    def is_shown_only(self) -> bool:
        """A picture, a badge: either it says something or it is passed over; labels may say numbers."""
        return self.role is QAccessible.Role.Client and not self.is_control


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    speak_of_lists()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def tree(of: QAccessibleInterface, depth: int = 0) -> Iterator[Told]:
    state = of.state()
    if state.invisible:
        return
    # Qt answers None for what does nothing; its type hints do not say so.
    does: QAccessibleActionInterface | None = of.actionInterface()
    yield Told(
        depth,
        of.text(QAccessible.Text.Name).strip(),
        of.role(),
        bool(state.focusable),
        frozenset(does.actionNames() if does is not None else ()),
        of.object(),
    )
    for number in range(of.childCount()):
        yield from tree(of.child(number), depth + 1)


def around(things: list[Told]) -> Iterator[tuple[Told, list[Told]]]:
    """Each thing with what it stands in, from the outside in."""
    path: list[Told] = []
    for thing in things:
        del path[thing.depth :]
        yield thing, list(path)
        path.append(thing)


def is_in_words(name: str) -> bool:
    return any(letter.isalpha() for letter in name) and name not in _ICON_NAMES


def told_again(things: list[Told]) -> list[str]:
    """What says the same as what is beside it or as what it stands in."""
    found = []
    last: dict[int, Told] = {}
    for thing, path in around(things):
        if path and is_same_list(path[-1], thing):
            continue
        inside = [each for each in path if each.can_focus and each.name]
        if thing.name and any(repeats(thing, each) for each in inside):
            found.append(f"{thing.said} in {inside[-1].said}")
        before = last.get(thing.depth)
        last = {depth: each for depth, each in last.items() if depth < thing.depth} | {thing.depth: thing}
        if before is not None and thing.name and before.name == thing.name and not is_label_of(before, thing):
            found.append(f"{thing.said} after {before.said}")
    return found


def repeats(thing: Told, of: Told) -> bool:
    """A control may begin with words of its row; what is only there to be read may not be read twice."""
    return thing.name == of.name if thing.is_control else thing.name in of.name


def is_label_of(label: Told, field: Told) -> bool:
    return isinstance(label.widget, QLabel) and label.widget.buddy() is field.widget


def is_same_list(area: Told, rows: Told) -> bool:
    """A list without a row to have the focus has it itself, and is called what it is."""
    return isinstance(area.widget, QAbstractScrollArea) and area.widget.viewport() is rows.widget


@pytest.mark.parametrize(("name", "scene"), _SCENES)
def test_a_window_can_be_used_by_ear(qtbot: QtBot, qapp: QApplication, theme: Theme, name: str, scene: str) -> None:
    window = _WINDOWS[name][0](Stage(qapp, theme, scene))
    window.resize(1120, 760)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    QApplication.sendPostedEvents()
    things = list(tree(QAccessible.queryAccessibleInterface(window)))
    assert len(things) > 3
    assert [thing.said for thing in things if thing.is_control and not thing.name] == []
    assert [thing.said for thing in things if thing.name and thing.is_control and not is_in_words(thing.name)] == []
    assert told_again(things) == []
    assert [thing.said for thing in things if thing.is_shown_only and thing.name and not is_in_words(thing.name)] == []
