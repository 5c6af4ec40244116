"""Events of the wire as the domain's. What nobody can read is passed over: the next look makes up for it."""

from __future__ import annotations

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.events.parser import ServerSentEvent
from microblog_desktop.api.wire.structures import LiveEventWire
from microblog_desktop.api.wire.values import decode, read_id
from microblog_desktop.domain.event import LiveEvent, LiveEventKind
from microblog_desktop.domain.ids import PersonId, PostId

_KINDS = {
    kind.value: kind
    for kind in (
        LiveEventKind.TIMELINE,
        LiveEventKind.MESSAGE,
        LiveEventKind.NOTIFICATION,
        LiveEventKind.COUNTS,
        LiveEventKind.JOB,
        LiveEventKind.RESET,
    )
}
_LONGEST_PLACE = 200
_LONGEST_CHANGE = 40


def read_event(sent: ServerSentEvent) -> LiveEvent:
    """An event of the domain; of one that is unknown or damaged, only the place is left."""
    place, retry_s = read_event_place(sent.last_id), None if sent.retry_ms is None else sent.retry_ms / 1000
    kind = _KINDS.get(sent.name)
    if kind is None:
        return LiveEvent(LiveEventKind.PLACE, place, retry_s=retry_s)
    if kind is LiveEventKind.RESET:
        return LiveEvent(kind, place, retry_s=retry_s)
    try:
        wire = decode(sent.data.encode(), LiveEventWire)
        return LiveEvent(
            kind,
            place,
            change=(wire.change or "")[:_LONGEST_CHANGE],
            post=None if wire.post is None else PostId(read_id(wire.post)),
            person=None if wire.person is None else PersonId(read_id(wire.person)),
            entry=None if wire.entry is None else read_id(wire.entry),
            retry_s=retry_s,
        )
    except BadAnswer:
        return LiveEvent(LiveEventKind.PLACE, place, retry_s=retry_s)


def read_event_place(last_id: str) -> str:
    """An id that can travel back in a header; any other is as good as none."""
    return last_id if last_id.isascii() and last_id.isprintable() and len(last_id) <= _LONGEST_PLACE else ""
