"""The Tab key gets to everything, in the order of reading, forth and back, and one sees where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from microblog_desktop.ui.list.virtual_list import VirtualList
from microblog_desktop.ui.theme.theme import ThemeChoice
from tests.walk.keyboard import left_out, only_one_way, out_of_order, stops, unseen
from tests.walk.scenes import SCENES, Scene
from tests.walk.stroll import MIDDLE, WIDE, Stroll, stroll

_SCENES = [scene for scene in SCENES if not (scene.is_variant or scene.name.startswith(("menu", "hover")))]

# The panel that asks to sign in again covers a part of the page, which one can use all the same.
_UNCOVERED = [scene for scene in _SCENES if not scene.name.startswith("again")]


def _come(walking: Stroll) -> None:
    walking.settle()
    walking.window.activateWindow()
    for view in walking.window.findChildren(VirtualList):
        view._settle.timeout.emit()  # as when scrolling has stopped
    walking.settle()


@pytest.mark.parametrize("scene", _SCENES, ids=lambda scene: scene.name)
def test_the_tab_key_gets_everywhere_in_the_order_of_reading(scene: Scene, qapp: QApplication) -> None:
    with stroll(qapp, scene) as walking:
        wrong: list[str] = []
        for language, size in (("en", WIDE), ("ar", WIDE), ("de", MIDDLE)):
            walking.speak(language)
            walking.resize(size)
            _come(walking)
            forth = stops(walking.window)
            assert forth, "nothing has the focus"
            wrong += [f"{walking.state()} order: {one}" for one in out_of_order(forth, qapp.layoutDirection())]
            wrong += [f"{walking.state()} left out: {one}" for one in left_out(walking.window, forth)]
            back = stops(walking.window, Qt.Key.Key_Backtab)
            # Of a list it is the row one is at, and what is in it.
            wrong += [f"{walking.state()} one way only: {one}" for one in only_one_way(forth, back)]
        assert wrong == []


@pytest.mark.parametrize("scene", _UNCOVERED, ids=lambda scene: scene.name)
def test_one_sees_where_the_keyboard_is(scene: Scene, qapp: QApplication) -> None:
    with stroll(qapp, scene) as walking:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            walking.theme.choose(choice)
            _come(walking)
            assert list(unseen(walking.window, qapp, stops(walking.window))) == [], choice
