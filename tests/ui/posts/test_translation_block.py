"""Under the text: the offer, the wait, the failure with its way out, or the translation."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.ui.posts.translation_block import TranslationBlock
from microblog_desktop.viewmodels.posts.translations import TranslationWords
from tests.ui.posts.rows import ROW, Rows, links

OFFERED = replace(ROW, can_translate=True, translate_words="Translate from Korean")
FAILED = replace(OFFERED, translation=TranslationWords("Not translated", reason="The server takes too long to answer."))
LOADING = replace(OFFERED, translation=TranslationWords("Translating…", is_loading=True))


def test_the_offer_is_one_press(rows: Rows) -> None:
    widget = rows.post(OFFERED)
    assert set(links(widget)) == {"Translate from Korean"}
    assert links(widget)["Translate from Korean"] in widget.tab_stops()
    links(widget)["Translate from Korean"].click()
    assert rows.heard == [("translate", OFFERED)]


def test_a_failure_says_why_and_is_tried_again(rows: Rows) -> None:
    widget = rows.post(FAILED)
    assert widget.height() > rows.post(LOADING).height()
    links(widget)["Try again"].click()
    assert rows.heard == [("translate_again", FAILED)]


def test_while_it_is_awaited_nothing_is_offered(rows: Rows) -> None:
    widget = rows.post(LOADING)
    assert links(widget) == {}
    assert len(widget.tab_stops()) == 2


def test_it_takes_the_height_it_needs_and_reads_from_its_own_side(rows: Rows) -> None:
    narrow, wide = (
        rows.post(
            replace(OFFERED, translation=TranslationWords("Translated from Korean", mark("some words " * 20))), width
        )
        for width in (300, 600)
    )
    assert narrow.height() > wide.height()
    assert links(narrow) == {}
    block = wide.findChild(TranslationBlock)
    assert block is not None
    assert block.text.x() > 0
    assert block.text.geometry().bottom() < block.height()


def test_the_focus_of_a_button_that_goes_is_the_rows(rows: Rows) -> None:
    widget = rows.post(OFFERED)
    rows.window.activateWindow()
    widget.become_current()
    links(widget)["Translate from Korean"].setFocus()
    rows.show(widget, LOADING)
    assert rows.window.focusWidget() is widget
    rows.show(widget, FAILED)
    assert links(widget)["Try again"].focusPolicy() is Qt.FocusPolicy.StrongFocus
