from __future__ import annotations

import pytest

from microblog_desktop.api.events.parser import ServerSentEvent
from microblog_desktop.api.events.reading import read_event, read_event_place
from microblog_desktop.domain.event import LiveEvent, LiveEventKind
from microblog_desktop.domain.ids import PersonId, PostId


def read(name: str, data: str) -> LiveEvent:
    return read_event(ServerSentEvent(name, data, "7", None))


def test_each_kind_says_what_it_is_about() -> None:
    changed = read("timeline", '{"change":"changed","post":12,"read":"/api/posts/12"}')
    assert changed == LiveEvent(LiveEventKind.TIMELINE, "7", "changed", PostId("12"))
    removed = read("timeline", '{"change":"removed","entry":"e9","read":"/api/timeline"}')
    assert (removed.change, removed.entry) == ("removed", "e9")
    assert read("message", '{"person":3}') == LiveEvent(LiveEventKind.MESSAGE, "7", person=PersonId("3"))
    assert read("reset", "whatever").kind is LiveEventKind.RESET
    assert [read(name, "{}").kind.value for name in ("notification", "counts", "job")] == [
        "notification",
        "counts",
        "job",
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("weather", "{}"),
        ("timeline", "<html>"),
        ("timeline", '{"post": {"id": 1}}'),
        ("message", '{"person": ' + "9" * 6000 + "}"),
        ("counts", "[" * 5000),
        ("", ""),
    ],
)
def test_what_is_unknown_or_damaged_leaves_only_its_place(name: str, data: str) -> None:
    assert read(name, data) == LiveEvent(LiveEventKind.PLACE, "7")


def test_the_wait_is_told_in_seconds() -> None:
    assert read_event(ServerSentEvent("", "", "1", 2500)).retry_s == 2.5


@pytest.mark.parametrize("place", ["é", "a\tb", "x" * 500, "\x7f"])
def test_a_place_that_no_header_can_carry_is_none(place: str) -> None:
    assert read_event_place(place) == ""
