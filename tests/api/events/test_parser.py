from __future__ import annotations

import random
import tracemalloc
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.events.parser import LONGEST_EVENT, LONGEST_LINE, EventParser, ServerSentEvent

STREAM = (
    "\ufeffretry: 1500\nid: 1-0\n\n"
    'id: 1-1\nevent: timeline\ndata: {"change":"added"}\n\n'
    ": heartbeat\r\nid: 1-2\r\n\r\n"
    "event: message\rdata: 안녕\rdata:  two\r\r"
    "data\n\nretry: soon\nunknown: 1\nid: a\0b\n\n"
    "event: nobody hears this\n\n"
    "data: é👋\nid\n\n"
    "data: never ended"
).encode()
EVENTS = [
    ServerSentEvent("", "", "1-0", 1500),
    ServerSentEvent("timeline", '{"change":"added"}', "1-1", None),
    ServerSentEvent("", "", "1-2", None),
    ServerSentEvent("message", "안녕\n two", "1-2", None),
    ServerSentEvent("message", "", "1-2", None),
    ServerSentEvent("message", "é👋", "", None),
]


def parse(*chunks: bytes) -> list[ServerSentEvent]:
    parser = EventParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


def test_fields_comments_and_line_ends_are_read_as_a_browser_reads_them() -> None:
    assert parse(STREAM) == EVENTS


def test_every_cut_tells_the_events_that_were_whole_and_nothing_else() -> None:
    for cut in range(len(STREAM) + 1):
        told = parse(STREAM[:cut])
        assert told == EVENTS[: len(told)]
        parser = EventParser()
        assert [*parser.feed(STREAM[:cut]), *parser.feed(STREAM[cut:])] == EVENTS
    assert parse(*(STREAM[at : at + 1] for at in range(len(STREAM)))) == EVENTS


@given(st.binary(max_size=200) | st.text("\r\n: adeitvnry", max_size=200).map(str.encode), st.randoms())
def test_any_bytes_mean_the_same_however_they_are_cut(data: bytes, dice: random.Random) -> None:
    places = sorted(dice.randint(0, len(data)) for _ in range(dice.randint(0, 20)))
    pieces = [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True)]
    assert parse(*pieces) == parse(data)


def test_the_place_lasts_until_another_comes() -> None:
    parser = EventParser("7")
    events = [*parser.feed(b"data: x\n\n"), *parser.feed(b"id: 8\n\n"), *parser.feed(b"data: y\n\n")]
    assert [event.last_id for event in events] == ["7", "8", "8"]


@pytest.mark.parametrize(
    "endless", [b"x" * 65536, b"data: " + b"y" * 1000 + b"\n", b"\x00\xff" * 5000, b":" + b"z" * 70000]
)
def test_what_never_ends_is_an_error_and_not_a_growing_memory(endless: bytes) -> None:
    parser = EventParser()
    tracemalloc.start()
    with pytest.raises(BadAnswer):
        deque((event for _ in range(200) for event in parser.feed(endless)), maxlen=0)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * (LONGEST_LINE + LONGEST_EVENT)


def test_an_event_may_be_long_but_not_longer() -> None:
    line = b"data: " + b"x" * (LONGEST_EVENT // 8 - 1) + b"\n"
    assert len(parse(line * 8 + b"\n")) == 1
    with pytest.raises(BadAnswer):
        parse(line * 9)
