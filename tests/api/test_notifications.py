"""What happened, as servers tell it (api/microblog/notifications.py)."""

from __future__ import annotations

import httpx
import pytest

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.domain.ids import MessageId, NotificationId, PersonId
from microblog_desktop.domain.inbox.message import UnreadCounts
from microblog_desktop.domain.inbox.notification import NotificationKind
from tests.api.test_microblog import POST, SUSAN, Wire

AT = "2026-11-22T06:10:28Z"


def told(id: int, kind: str, **more: object) -> dict[str, object]:
    return {"id": id, "kind": kind, "actor": SUSAN, "created_at": AT, "order": f"{id:08}", "cursor": f"c{id}", **more}


def page(*items: object, has_more: bool = False) -> httpx.Response:
    return httpx.Response(200, json={"items": items, "_meta": {"has_more": has_more}})


async def test_they_come_newest_first_and_once() -> None:
    wire = Wire(page(told(1, "follow"), told(2, "like", post=POST, read_at=AT), told(1, "follow"), has_more=True))
    found = await wire.server.notifications(before="c3")
    assert [(one.id, one.kind, one.is_read) for one in found.notifications] == [
        (NotificationId("2"), NotificationKind.LIKE, True),
        (NotificationId("1"), NotificationKind.FOLLOW, False),
    ]
    assert found.has_more
    assert found.notifications[0].post is not None
    assert found.notifications[1].post is None
    assert wire.asked[-1].url.params["before"] == "c3"


async def test_a_kind_of_tomorrow_is_no_failure() -> None:
    found = await Wire(page(told(1, "poke"))).server.notifications()
    assert found.notifications[0].kind is NotificationKind.OTHER


@pytest.mark.parametrize("rubbish", [b"<html>", b'{"items": [{"id": 1}]}', b'{"items": 3}', b""])
async def test_rubbish_is_a_bad_answer(rubbish: bytes) -> None:
    with pytest.raises(BadAnswer):
        await Wire(httpx.Response(200, content=rubbish)).server.notifications()


async def test_what_was_read_goes_by_native_id() -> None:
    wire = Wire(httpx.Response(204))
    await wire.server.mark_notifications_read(NotificationId("7"))
    assert (wire.asked[-1].method, wire.asked[-1].url.path, wire.body) == (
        "PUT",
        "/api/notifications/read",
        {"up_to": 7},
    )


async def test_counts_that_count_nothing_are_none() -> None:
    wire = Wire(httpx.Response(200, json={"messages": -3, "notifications": 2}))
    assert await wire.server.counts() == UnreadCounts(messages=0, notifications=2)


async def test_a_message_is_deleted_by_its_address() -> None:
    wire = Wire(httpx.Response(204))
    await wire.server.delete_message(PersonId("2"), MessageId("a/b"))
    assert (wire.asked[-1].method, wire.asked[-1].url.raw_path) == ("DELETE", b"/api/conversations/2/messages/a%2Fb")
