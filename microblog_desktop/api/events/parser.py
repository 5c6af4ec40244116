"""Server-Sent Events out of bytes, however these are cut (WHATWG HTML, "Interpreting an event stream").

Bounded: a line or an event that grows too long is an error, never a growing buffer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.domain.values import dataclass

LONGEST_LINE = 16 * 1024
LONGEST_EVENT = 64 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(b"[\r\n]")
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """What stood between two blank lines. Without data it only moves the place (`last_id`) or the wait."""

    name: str
    data: str
    last_id: str
    retry_ms: int | None


class EventParser:
    """Feed it bytes as they come. What is not ended by a blank line is never told."""

    def __init__(self, last_id: str = "") -> None:
        self._last_id = last_id
        self._line = bytearray()
        self._is_first_line = True
        self._ended_with_return = False
        self._id = last_id
        self._name = ""
        self._data: list[str] = []
        self._length = 0
        self._retry_ms: int | None = None

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """The events that these bytes complete. Raises `BadAnswer` for what is too long."""
        for line in self._lines(chunk):
            event = self._take(line)
            if event is not None:
                yield event

    def _lines(self, chunk: bytes) -> Iterator[bytes]:
        start = 0
        if self._ended_with_return and chunk:
            # The second half of a line end whose first half came with the last bytes.
            start = 1 if chunk[:1] == b"\n" else 0
            self._ended_with_return = False
        while start < len(chunk):
            found = _LINE_END.search(chunk, start)
            end = None if found is None else found.start()
            self._grow(chunk[start : len(chunk) if end is None else end])
            if end is None:
                return
            line, self._line = bytes(self._line), bytearray()
            start = end + 1
            if chunk[end : end + 1] == b"\r":
                self._ended_with_return = start == len(chunk)
                start += chunk[start : start + 1] == b"\n"
            yield line

    def _grow(self, piece: bytes) -> None:
        if len(self._line) + len(piece) > LONGEST_LINE:
            raise BadAnswer(f"a line of an event of more than {LONGEST_LINE} bytes")
        self._line += piece

    def _take(self, line: bytes) -> ServerSentEvent | None:
        if self._is_first_line:
            self._is_first_line = False
            line = line.removeprefix(_BYTE_ORDER_MARK)
        if not line:
            return self._end_event()
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon and not name:
            return None
        self._take_field(name, value.removeprefix(" "))
        return None

    def _take_field(self, name: str, value: str) -> None:
        if name == "data":
            self._length += len(value) + 1
            if self._length > LONGEST_EVENT:
                raise BadAnswer(f"an event of more than {LONGEST_EVENT} characters")
            self._data.append(value)
        elif name == "event":
            self._name = value
        elif name == "id":
            if "\0" not in value:
                self._id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self._retry_ms = int(value[:_LONGEST_NUMBER])

    def _end_event(self) -> ServerSentEvent | None:
        is_news = bool(self._data) or self._id != self._last_id or self._retry_ms is not None
        self._last_id = self._id
        # An event without data has no name either: it is told to nobody.
        name = (self._name or "message") if self._data else ""
        event = ServerSentEvent(name, "\n".join(self._data), self._last_id, self._retry_ms)
        self._begin_event()
        return event if is_news else None

    def _begin_event(self) -> None:
        self._name, self._data, self._length, self._retry_ms = "", [], 0, None
