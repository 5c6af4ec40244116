"""Every page has room for its words: in every language, at three widths, in letters of twice the size, mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.walk.eye import Seen, look
from tests.walk.room import Ellipses, cut_words, outside, overlapping, sideways
from tests.walk.scenes import SCENES, Kind, Scene
from tests.walk.stroll import MIDDLE, PSEUDO, SMALLEST, SPOKEN, WIDE, Stroll, stroll

# Words from the right, and longer ones than there are, where another scene of the page is seen in all languages.
_FEW = ("ar", "en_XA")
_PLAIN, _LARGE = 1.0, 2.0
_SIZES = ((_PLAIN, SMALLEST), (_PLAIN, MIDDLE), (_PLAIN, WIDE), (_LARGE, MIDDLE))
_NARROW = ((_PLAIN, SMALLEST), (_LARGE, MIDDLE))


def _wrong(walking: Stroll, seen: Seen) -> list[str]:
    window = walking.window
    found = (*cut_words(window, seen), *outside(window), *overlapping(window, seen), *sideways(window))
    return [f"{walking.state()}: {one}" for one in found]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_cut_or_covered_in_any_language_width_and_size(scene: Scene, qapp: QApplication) -> None:
    wrong: list[str] = []
    ellipses = Ellipses()
    # A dialog opens in letters of the size there is; pages are there when it changes.
    for scales in ((_PLAIN,), (_LARGE,)) if scene.kind is Kind.DIALOG else ((_PLAIN, _LARGE),):
        with stroll(qapp, scene, scale=scales[0]) as walking:
            for language in _FEW if scene.is_variant else (*SPOKEN, *PSEUDO):
                walking.speak(language)
                for scale, size in _SIZES:
                    if scale in scales:
                        walking.enlarge(scale)
                        walking.resize(size)
                        walking.settle()
                        seen = look(walking.window)
                        ellipses.note(walking.state(), seen)
                        wrong += _wrong(walking, seen)
    assert wrong + ellipses.of_words() == []
