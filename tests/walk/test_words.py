"""No word outside the catalogues, and none that stays behind when the language changes while the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.i18n.pseudo import CLOSING, OPENING
from tests.walk.eye import look
from tests.walk.scenes import SCENES, Scene
from tests.walk.stroll import MIDDLE, WIDE, stroll
from tests.walk.words import is_untranslated, stray_letters, texts


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_every_word_changes_with_the_language_in_an_open_window(scene: Scene, qapp: QApplication) -> None:
    with stroll(qapp, scene) as walking:
        walking.settle()
        walking.speak("en_XA")
        seen = set()
        for size in (WIDE, MIDDLE):
            walking.resize(size)
            walking.settle()
            seen |= set(texts(walking.window, look(walking.window)))
    assert {(where, text) for text, where in seen if is_untranslated(text)} == set()


def test_the_search_finds_words_that_nobody_wrote() -> None:
    assert is_untranslated(f"{OPENING}Reply{CLOSING} quizzically")
    assert is_untranslated("Show more")
    assert not is_untranslated(f"John, @john, {OPENING}2 {OPENING}hours{CLOSING} ago{CLOSING}: See you at the station")
    assert stray_letters(f"a {OPENING}b {OPENING}c{CLOSING}{CLOSING} d") == "a  d"
