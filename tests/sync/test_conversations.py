from __future__ import annotations

import httpx

from microblog_desktop.commands.messaging import mark_read
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.problem import ProblemKind
from tests.sync.conftest import Bench

JOHN = PersonId("2")


def bodies(bench: Bench) -> list[str]:
    rows = bench.store.messages.rows(bench.store.messages.newest(JOHN, 500))
    return ["gap" if row.gap else row.body for row in rows]


async def test_conversations_come_at_start_with_their_unread_counts(bench: Bench) -> None:
    bench.server.message(2, 1, "hi susan")
    await bench.start()
    (conversation,) = bench.store.conversations.newest(10)
    assert (conversation.person.username, conversation.latest_body, conversation.unread) == ("john", "hi susan", 1)
    assert bench.store.unread.messages() == 1


async def test_the_open_conversation_follows_every_ten_seconds_while_somebody_looks(bench: Bench) -> None:
    bench.server.message(2, 1, "one")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    assert bodies(bench) == ["one"]
    bench.server.message(2, 1, "two")
    await bench.pass_time(12)
    assert bodies(bench) == ["two", "one"]
    bench.sync.become_idle()
    await bench.pass_time(12)
    bench.server.requests.clear()
    await bench.pass_time(50)
    assert bench.server.count("GET /api/conversations") <= 1
    bench.sync.become_active()
    await bench.pass_time(12)
    assert bench.server.count("GET /api/conversations/2/messages") >= 1


async def test_without_a_stream_a_message_is_counted_within_ten_seconds(bench: Bench) -> None:
    await bench.start()
    for seconds in (1, 4, 10):
        await bench.pass_time(seconds)
        before = bench.store.unread.messages()
        bench.server.message(2, 1, f"after {seconds}")
        await bench.pass_time(10)
        assert bench.store.unread.messages() == before + 1


async def test_older_messages_come_page_by_page_and_gaps_fill(bench: Bench) -> None:
    for number in range(70):
        bench.server.message(2, 1, f"m{number}")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    assert len(bodies(bench)) == 50
    bench.sync.load_older_messages(JOHN)
    await bench.quiet()
    assert len(bodies(bench)) == 70
    for number in range(70, 130):
        bench.server.message(2, 1, f"m{number}")
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    rows = bench.store.messages.rows(bench.store.messages.newest(JOHN, 500))
    (gap,) = [row for row in rows if row.gap]
    bench.sync.fill_message_gap(gap.key)
    await bench.quiet()
    assert bodies(bench) == [f"m{number}" for number in reversed(range(130))]


async def test_what_was_read_reaches_the_server_even_after_failures(bench: Bench) -> None:
    message = bench.server.message(2, 1, "read me")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    bench.server.fail_next("PUT /api/conversations", httpx.Response(503), httpx.Response(429))
    mark_read(bench.store, JOHN)
    await bench.quiet()
    assert bench.server.read_up_to == {}
    assert bench.store.unread.messages() == 0
    await bench.pass_time(25)
    assert bench.server.read_up_to == {(1, 2): message["id"]}
    assert bench.store.conversations.unsent_read_marks() == []


async def test_a_read_mark_made_offline_waits(bench: Bench) -> None:
    message = bench.server.message(2, 1, "read me")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    bench.sync.go_offline()
    mark_read(bench.store, JOHN)
    await bench.pass_time(30)
    assert bench.server.read_up_to == {}
    bench.sync.go_online()
    await bench.pass_time(12)
    assert bench.server.read_up_to == {(1, 2): message["id"]}


async def test_a_read_mark_that_the_server_does_not_know_is_dropped(bench: Bench) -> None:
    bench.server.message(2, 1, "read me")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    bench.server.fail_next("PUT /api/conversations", httpx.Response(404))
    mark_read(bench.store, JOHN)
    await bench.quiet()
    assert bench.store.conversations.unsent_read_marks() == []


async def test_what_cannot_be_had_now_is_said(bench: Bench) -> None:
    await bench.start()
    bench.sync.go_offline()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    problem = bench.store.status.activity("conversation:2").problem
    assert problem is not None
    assert problem.kind is ProblemKind.OFFLINE


async def test_asking_for_older_conversations_where_there_are_none_ends(bench: Bench) -> None:
    bench.server.message(2, 1, "hi")
    await bench.start()
    bench.sync.load_older_conversations()
    await bench.quiet()
    assert not bench.store.status.activity("older-conversations").is_busy


async def test_a_server_that_ignores_cursors_is_not_asked_for_ever(bench: Bench) -> None:
    bench.server.message(2, 1, "hi susan")
    await bench.start()
    latest = {"id": 1, "body": "hi", "created_at": bench.clock().isoformat(), "sender_id": 2, "recipient_id": 1}
    item = {"person": {"id": 2, "username": "john"}, "latest": latest, "unread": 0, "cursor": "c"}
    same = httpx.Response(200, json={"items": [item], "_meta": {"has_more": True}})
    bench.server.fail_next("GET /api/conversations", *[same] * 30)
    bench.server.requests.clear()
    bench.sync.load_older_conversations()
    await bench.quiet()
    assert bench.server.count("GET /api/conversations") == 2


async def test_a_mark_that_cannot_be_written_down_is_told_again(bench: Bench) -> None:
    bench.server.message(2, 1, "one")
    await bench.start()
    bench.sync.open_conversation(JOHN)
    await bench.quiet()
    mark_read(bench.store, JOHN)
    bench.store.db.connection.pragma("query_only", True)
    await bench.quiet()
    notice = bench.store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.STORE_UNREADABLE
    bench.store.db.connection.pragma("query_only", False)
    await bench.pass_time(12)
    assert bench.store.conversations.unsent_read_marks() == []
