"""Cursors of what was found (microblog_server/search/places.py)."""

from __future__ import annotations

import pytest

from microblog_server.search.places import BadPlaceError, Place, Rank, Ranked, Width, mark_of, parse

_MARK = mark_of("posts", "한강")
_PLACE = Place(Ranked(Width.WIDE, highest=2**63 - 1, lowest=1), Rank(is_ranked=True, relevance=0xFFFF, id=77))


def test_a_cursor_is_read_back() -> None:
    assert parse(_PLACE.cursor(_MARK), _MARK) == _PLACE


def test_a_cursor_belongs_to_its_search() -> None:
    with pytest.raises(BadPlaceError):
        parse(_PLACE.cursor(_MARK), mark_of("people", "한강"))


@pytest.mark.parametrize("cursor", ["", "A", "rubbish", "é", "A" * 10_000, _PLACE.cursor(_MARK) + "A"])
def test_what_was_never_given_out_is_refused(cursor: str) -> None:
    with pytest.raises(BadPlaceError):
        parse(cursor, _MARK)


def test_every_changed_character_is_noticed_or_gives_another_place() -> None:
    cursor = _PLACE.cursor(_MARK)
    for at in range(len(cursor)):
        changed = cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :]
        try:
            assert parse(changed, _MARK) != _PLACE
        except BadPlaceError:
            continue


def test_order_sorts_as_the_list_does() -> None:
    ranks = [Rank(True, 300, 1), Rank(True, 20, 9), Rank(True, 20, 2), Rank(False, 0, 99), Rank(False, 0, 8)]
    assert sorted(ranks, reverse=True) == ranks
    assert sorted((rank.order for rank in ranks), reverse=True) == [rank.order for rank in ranks]
