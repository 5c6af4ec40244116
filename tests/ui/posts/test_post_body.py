"""What a post says: long texts fold, and translations stand under them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.ids import EntryKey
from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.ui.posts.translation_block import TranslationBlock
from microblog_desktop.ui.text.post_text import PostText
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.posts.translations import TranslationWords
from microblog_desktop.viewmodels.timeline.rows import Excerpt
from tests.ui.posts.rows import ROW, Rows, links

LONG = replace(ROW, body=mark("line\n" * 100))
TRANSLATED = replace(ROW, can_translate=True, translation=TranslationWords("Translated from Korean", mark("Good tea")))


def test_a_long_post_is_cut_and_stays_open_once_opened(rows: Rows) -> None:
    row = replace(ROW, body=mark("line\n" * 100))
    widget = rows.post(row)
    cut_height = widget.height()
    grown: list[int] = []
    widget.height_changed.connect(lambda: grown.append(1))
    links(widget)["Show more"].click()
    assert grown == [1]
    assert widget.height_for(600) > cut_height
    assert rows.post(row).height_for(600) == widget.height_for(600)
    assert rows.post(replace(row, key=EntryKey(5))).height_for(600) == cut_height


def test_who_wants_no_folding_sees_long_posts_whole_and_may_fold_one(rows: Rows, theme: Theme) -> None:
    cut_height = rows.post(LONG).height()
    theme.set_folding(False)
    widget = rows.post(replace(LONG, key=EntryKey(7)))
    assert widget.height() > cut_height
    links(widget)["Show less"].click()
    assert widget.height_for(600) == cut_height


def test_an_open_post_is_folded_again_and_its_beginning_wanted_in_view(rows: Rows) -> None:
    widget = rows.post(LONG)
    cut_height = widget.height()
    links(widget)["Show more"].click()
    rows.show(widget, LONG)
    assert set(links(widget)) == {"Show less"}
    assert rows.heard == []
    links(widget)["Show less"].click()
    assert widget.height_for(600) == cut_height
    assert rows.heard == [("folded", LONG)]


def test_what_was_open_at_the_last_start_is_open_and_what_is_opened_is_told(rows: Rows) -> None:
    told: list[int] = []
    rows.wishes.opened.connect(lambda _row, steps: told.append(steps))
    widget = rows.post(LONG)
    links(widget)["Show more"].click()
    other = replace(LONG, key=EntryKey(6), opened=1)
    again = rows.post(other)
    assert again.height_for(600) == widget.height_for(600)
    links(again)["Show less"].click()
    assert set(links(rows.show(again, other))) == {"Show more"}
    assert told == [1, 0]


def test_where_something_was_found_that_is_shown_however_much_is_open_elsewhere(rows: Rows) -> None:
    found = replace(LONG, opened=1, excerpt=Excerpt(mark("the find"), ()))
    assert rows.post(found).height() < rows.post(LONG).height()


def test_a_selection_outlives_the_opening_of_its_post(rows: Rows) -> None:
    widget = rows.post(LONG)
    text = widget.findChildren(PostText)[0]
    QTest.mouseDClick(text, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    widget.fold()
    assert text.selected_text() == "line"
    widget.bind(replace(LONG, body=mark("quite another text")))
    assert not text.has_selection


def test_a_translation_is_selected_and_copied_like_the_text(rows: Rows) -> None:
    widget = rows.post(TRANSLATED)
    assert widget.height() > rows.post(ROW).height()
    block = widget.findChild(TranslationBlock)
    assert block is not None
    QTest.mouseDClick(block.text, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    assert widget.is_busy()
    widget.copy()
    assert QGuiApplication.clipboard().text() == "Good"


def test_a_recycled_row_shows_no_translation_of_another_post(rows: Rows) -> None:
    widget = rows.post(TRANSLATED)
    rows.show(widget, replace(ROW, key=EntryKey(8)))
    assert widget.height() == rows.post(ROW).height()
    assert [text.isVisible() for text in widget.findChildren(PostText)] == [True, False]


def test_a_post_of_any_length_opens_by_bounded_steps(rows: Rows) -> None:
    widget = rows.post(replace(ROW, body=mark("wort" * 12_500)))
    heights = [widget.height()]
    while "Show more" in links(widget):
        links(widget)["Show more"].click()
        heights.append(widget.height_for(600))
    assert len(heights) == 4
    assert heights == sorted(heights)
    links(widget)["Show less"].click()
    assert widget.height_for(600) == heights[0]


def test_what_is_made_late_is_spoken_where_it_stands(rows: Rows) -> None:
    widget = rows.post(replace(TRANSLATED, body=LONG.body))
    kinds = [type(child).__name__ for child in widget.children() if isinstance(child, QWidget)]
    assert kinds[:5] == ["Avatar", "PostText", "LinkButton", "TranslationBlock", "ActionButton"]
