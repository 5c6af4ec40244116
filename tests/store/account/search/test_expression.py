"""What is looked for, in FTS5's words."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.store.account.search.expression import expression, is_approximate


@pytest.mark.parametrize(
    ("typed", "exactly", "begun"),
    [
        ("heron", '"heron"', '"heron" *'),
        ("her", '"her"', '("her" OR "her*")'),
        ("h", '"h"', '"h"'),
        ("타임라인", '"타임 임라 라인"', '"타임 임라 라인"'),
        ("강", '"강"', '"강"'),
        ("a b", '"a" AND "b"', '"a" AND "b"'),
        ("#birds", '"#birds"', '"#birds" *'),
        ('"old canal"', '"old canal"', '"old canal" *'),
        ('"old ca"', '"old ca"', '("old" AND ("ca" OR "ca*"))'),
        ('"old c"', '"old c"', '"old"'),
        ("k팝", '("k" AND "팝")', '("k" AND "팝")'),
        ('"한강 에서"', '"한강 강 에서"', '"한강 강 에서"'),
        ("OR NOT", '"or" AND "not"', '("or" OR "or*") AND ("not" OR "not*")'),
    ],
)
def test_words_phrases_and_beginnings(typed: str, exactly: str, begun: str) -> None:
    assert expression(parse(typed), [], begins=False) == exactly
    assert expression(parse(typed), [], begins=True) == begun


def test_authors_are_marks_one_of_each_name() -> None:
    authors = [[PersonId("1"), PersonId('"')]]
    assert expression(parse("heron"), authors, begins=False) == '"heron" AND ("@31" OR "@22")'


def test_only_rows_of_pieces_must_be_looked_at() -> None:
    assert not is_approximate(parse("heron 한강 #x"))
    assert is_approximate(parse('"old c"'))
