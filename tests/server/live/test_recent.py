"""The last announcements are kept, and no more (microblog_server/live/recent.py)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from microblog_server.live.events import Announcement, counts_changed
from microblog_server.live.recent import Recent

_NEWS = Announcement(counts_changed(), people=(1,))


@given(most=st.integers(1, 5), count=st.integers(0, 12))
def test_every_place_is_known_as_long_as_all_after_it_is_kept(most: int, count: int) -> None:
    recent = Recent("0", most)
    for number in range(1, count + 1):
        recent.add(str(number), _NEWS)
    for place in range(count + 1):
        after = recent.after(str(place))
        expected = [str(number) for number in range(place + 1, count + 1)]
        assert (None if after is None else [one.id for one in after]) == (expected if count - place <= most else None)
    assert recent.after("somewhere else") is None


def test_after_a_loss_no_earlier_place_is_known() -> None:
    recent = Recent("0")
    recent.add("1", _NEWS)
    recent.begin_anew("5")
    assert recent.after("1") is recent.after("0") is None
    assert recent.after("5") == []
    recent.add("6", _NEWS)
    assert [one.id for one in recent.after("5") or ()] == ["6"]
