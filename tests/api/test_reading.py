from __future__ import annotations

import json
from typing import Any

import pytest

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.reading import Reader
from microblog_desktop.api.wire import structures, values

READ = Reader("https://x.example")
_SUSAN = {"id": 1, "username": "susan", "name": "Susan", "avatar": "/api/users/1/avatar"}


def decoded(kind: type, value: Any) -> Any:
    return values.decode(json.dumps(value).encode(), kind)


def post(id: int | str, at: str = "2026-11-22T06:10:28Z", **more: Any) -> dict[str, Any]:
    return {"id": id, "body": "x", "created_at": at, "author": _SUSAN} | more


def test_relative_pictures_become_whole_and_strange_ones_nothing() -> None:
    assert READ.person(decoded(structures.PersonWire, _SUSAN)).avatar_url == "https://x.example/api/users/1/avatar"
    chapter_23 = {"id": 1, "username": "s", "_links": {"avatar": "https://www.gravatar.com/avatar/1"}}
    assert READ.person(decoded(structures.PersonWire, chapter_23)).avatar_url == "https://www.gravatar.com/avatar/1"
    for strange in ("javascript:alert(1)", "file:///etc/passwd", "http://[", ""):
        assert READ.person(decoded(structures.PersonWire, _SUSAN | {"avatar": strange})).avatar_url is None


def test_a_post_is_shared_by_a_link_that_opens_it_and_not_by_the_address_of_the_api() -> None:
    one = post(7, _links={"self": "/api/posts/7"})
    assert READ.post(decoded(structures.PostWire, one)).url == "microblog://x.example/posts/7"


def test_a_user_name_of_control_characters_is_still_somebody() -> None:
    assert READ.person(decoded(structures.PersonWire, {"id": "01H", "username": "\x00\x01"})).username == "01H"


@pytest.mark.parametrize("unseen", ["\u200b\u200b", " \u2060 ", "\u3164", "\u202e"])
def test_a_name_that_nobody_can_see_is_none(unseen: str) -> None:
    person = READ.person(decoded(structures.PersonWire, {"id": "7", "username": unseen, "name": unseen}))
    assert (person.username, person.name) == ("7", "")


def test_a_name_cannot_turn_round_the_sentence_it_stands_in() -> None:
    person = READ.person(
        decoded(structures.PersonWire, _SUSAN | {"name": "\u202eexe.gnp\u2066 \N{WOMAN}\u200d\N{PERSONAL COMPUTER}"})
    )
    assert person.name == "exe.gnp \N{WOMAN}\u200d\N{PERSONAL COMPUTER}"


def test_a_name_of_fifty_thousand_letters_is_cut() -> None:
    assert len(READ.person(decoded(structures.PersonWire, _SUSAN | {"name": "a" * 50_000})).name) == 200


@pytest.mark.parametrize("impossible", [10**30, 2**63, -1])
def test_a_count_that_counts_nothing_is_not_known(impossible: int) -> None:
    one = post(1, counts={"likes": impossible}, author=_SUSAN | {"follower_count": impossible})
    [entry] = READ.timeline(decoded(structures.PostsWire, {"items": [one]})).entries
    assert (entry.post.likes, entry.post.author.followers) == (0, None)


def test_a_page_too_long_to_read_in_a_moment_is_no_answer() -> None:
    with pytest.raises(BadAnswer):
        decoded(structures.PostsWire, {"items": [post(number) for number in range(1001)]})


@pytest.mark.parametrize("name", ["id", "entry_id", "order", "cursor"])
def test_what_could_not_travel_back_in_an_address_is_no_answer(name: str) -> None:
    with pytest.raises(BadAnswer):
        READ.timeline(decoded(structures.PostsWire, {"items": [post(1) | {name: "x" * 70_000}]}))


def test_an_entry_is_kept_once_and_newest_first() -> None:
    items = [post(1, entry_id="a", order="1"), post(2, entry_id="b", order="2"), post(1, entry_id="a", order="1")]
    page = READ.timeline(decoded(structures.PostsWire, {"items": items, "_meta": {"has_more": True}}))
    assert [entry.entry_id for entry in page.entries] == ["b", "a"]
    assert page.has_more


def test_a_post_and_its_repost_are_two_entries() -> None:
    items = [post(1, entry_id="r7", order="2", reposted_by=_SUSAN), post(1, entry_id="p1", order="1")]
    page = READ.timeline(decoded(structures.PostsWire, {"items": items}))
    assert [entry.reposted_by is not None for entry in page.entries] == [True, False]


def test_without_order_and_cursor_entries_sort_by_time_then_by_id_as_a_number() -> None:
    same = "2026-11-22T06:10:28Z"
    items = [post(9, same), post(10, same), post(11, "2026-11-22T06:10:27Z")]
    page = READ.timeline(decoded(structures.PostsWire, {"items": items}))
    assert [(entry.post.id, entry.cursor) for entry in page.entries] == [("10", "10"), ("9", "9"), ("11", "11")]


@pytest.mark.parametrize(
    "parties",
    [
        {"sender_id": 1, "recipient_id": 2},
        {"sender": 1, "recipient": 2},
        {"sender": _SUSAN, "recipient": {"id": 2, "username": "john"}},
    ],
)
def test_who_wrote_a_message_is_read_in_every_form(parties: dict[str, Any]) -> None:
    message = {"id": 1, "body": "x", "created_at": "2026-11-22T06:10:28Z"} | parties
    read = READ.message(decoded(structures.MessageWire, message))
    assert (read.sender_id, read.recipient_id) == ("1", "2")


def test_a_message_from_nobody_is_a_bad_answer() -> None:
    message = {"id": 1, "body": "x", "created_at": "2026-11-22T06:10:28Z", "recipient_id": 1}
    with pytest.raises(BadAnswer):
        READ.message(decoded(structures.MessageWire, message))


def test_a_page_of_conversations_knows_how_to_go_on() -> None:
    message = {"id": 1, "body": "x", "created_at": "2026-11-22T06:10:28Z", "sender_id": 1, "recipient_id": 2}
    items = [{"person": _SUSAN, "latest": message, "unread": 2, "cursor": "c1"}]
    page = READ.conversations(decoded(structures.ConversationsWire, {"items": items, "_meta": {"has_more": True}}))
    assert page.older == "c1"
    assert page.conversations[0].unread == 2
    assert READ.conversations(decoded(structures.ConversationsWire, {"items": items})).older is None


def answer(id: int, to: int | None, replies: int | None = 0) -> dict[str, Any]:
    counts = {} if replies is None else {"counts": {"replies": replies}}
    post = {"id": id, "body": f"post {id}", "created_at": "2026-11-22T06:10:28Z", "author": _SUSAN, "reply_to": to}
    return post | counts


def test_a_thread_is_read_with_each_post_once() -> None:
    wire = {
        "ancestors": [answer(1, None, 1), answer(1, None, 1)],
        "post": answer(2, 1, 1),
        "replies": [answer(3, 2), answer(2, 1, 1), answer(3, 2)],
    }
    thread = READ.thread(decoded(structures.ThreadWire, wire))
    assert [post.id for post in (*thread.ancestors, thread.post, *thread.replies)] == ["1", "2", "3"]
    assert thread.is_whole


@pytest.mark.parametrize("counted", [2, None])
def test_a_thread_is_whole_only_if_all_answers_are_counted_and_there(counted: int | None) -> None:
    wire = {"ancestors": [], "post": answer(2, None, counted), "replies": [answer(3, 2)]}
    assert not READ.thread(decoded(structures.ThreadWire, wire)).is_whole


def test_a_translation_is_cleaned_like_every_text() -> None:
    wire = {"text": "a\r\nb\x00", "from": "de", "to": "en", "provider": "Libre\u202e"}
    made = READ.translation(decoded(structures.TranslationWire, wire))
    assert (made.text, made.source, made.target, made.provider) == ("a\nb", "de", "en", "Libre")


def test_posts_remember_when_they_were_asked_for() -> None:
    page = Reader("https://x.example", asked_at=7).timeline(decoded(structures.PostsWire, {"items": [answer(1, None)]}))
    assert (page.asked_at, page.entries[0].post.asked_at) == (7, 7)
