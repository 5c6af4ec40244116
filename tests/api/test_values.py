from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.api.errors import BadAnswer
from microblog_desktop.api.reading import Reader
from microblog_desktop.api.wire import structures, values

_TIME = "2026-11-22T06:10:28Z"
_WHOLE: dict[type, dict[str, Any]] = {
    structures.PersonWire: {"id": 1, "username": "susan"},
    structures.PostWire: {
        "id": 1,
        "body": "x",
        "created_at": "2026-11-22T06:10:28Z",
        "author": {"id": 1, "username": "s"},
    },
    structures.MessageWire: {
        "id": 1,
        "body": "x",
        "created_at": "2026-11-22T06:10:28Z",
        "sender_id": 1,
        "recipient_id": 2,
    },
    structures.ServiceWire: {"name": "x", "_links": {}},
    structures.TokenWire: {"token": "x"},
    structures.UnreadWire: {},
    structures.ComplaintWire: {},
}
_LISTS: dict[type, type] = {
    structures.PostsWire: structures.PostWire,
    structures.MessagesWire: structures.MessageWire,
    structures.PeopleWire: structures.PersonWire,
}
_KINDS: list[type] = [*_WHOLE, *_LISTS, structures.ConversationsWire]

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def _member_names(kind: type) -> list[str]:
    return sorted(set(getattr(kind, "__struct_encode_fields__", ())))


def read_whole(kind: type, body: bytes) -> None:
    """Decode, and turn into the domain's data, as the adapters do."""
    read = Reader("https://x.example")
    found: Any = values.decode(body, kind)
    turn: dict[type, Any] = {
        structures.PersonWire: read.person,
        structures.PostWire: read.post,
        structures.MessageWire: read.message,
        structures.PostsWire: read.timeline,
        structures.MessagesWire: read.messages,
        structures.ConversationsWire: read.conversations,
        structures.PeopleWire: lambda people: read.people(people.items),
        structures.TokenWire: lambda said: values.read_token(said.token),
    }
    turn.get(kind, lambda said: said)(found)


@given(st.sampled_from(_KINDS), _json)
def test_any_json_is_read_or_a_bad_answer(kind: type, value: Any) -> None:
    with contextlib.suppress(BadAnswer):
        read_whole(kind, json.dumps(value).encode())


@given(st.sampled_from(_KINDS), st.data())
def test_known_members_with_any_values_are_read_or_a_bad_answer(kind: type, data: st.DataObject) -> None:
    members = data.draw(st.dictionaries(st.sampled_from(_member_names(kind)), _json))
    whole = _WHOLE.get(kind, {"items": []}) | members
    if kind in _LISTS:
        item = data.draw(st.dictionaries(st.sampled_from(_member_names(_LISTS[kind])), _json))
        whole["items"] = [_WHOLE[_LISTS[kind]] | item]
    with contextlib.suppress(BadAnswer):
        read_whole(kind, json.dumps(whole).encode())


@given(st.sampled_from(_KINDS), st.binary(max_size=200))
def test_any_bytes_are_read_or_a_bad_answer(kind: type, body: bytes) -> None:
    with contextlib.suppress(BadAnswer):
        read_whole(kind, body)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"id":' + b"9" * 5000 + b',"username":"x"}',
        b'{"id":1,"username":"\\ud800"}',
        b'{"id":1,"username":"\xff"}',
        b'{"id":1,"username":"x","post_count":1e999}',
        b"",
        b"null",
        b"<html></html>",
    ],
)
def test_hostile_json_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_whole(structures.PersonWire, body)


@pytest.mark.parametrize("kind", list(_WHOLE))
def test_unknown_members_are_ignored_and_null_is_absent(kind: type) -> None:
    required = _WHOLE[kind]
    nothing = {name: None for name in _member_names(kind) if name not in required}
    read_whole(kind, json.dumps(required | nothing | {"brand_new": [1, {"a": None}]}).encode())


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T06:10:28.511701+00:00",
        "2026-11-22T06:10:28.511701Z",
        "2026-11-22T06:10:28.511701",
        "2026-11-22T15:10:28.511701+09:00",
        "2026-11-22T06:10:28.511701999Z",
    ],
)
def test_times_are_read_in_every_form_servers_write(text: str) -> None:
    assert values.read_time(text) == datetime(2026, 11, 22, 6, 10, 28, 511701, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "12"])
def test_what_is_no_time_is_a_bad_answer(text: str) -> None:
    with pytest.raises(BadAnswer):
        values.read_time(text)


def test_names_lose_control_characters_and_bodies_keep_their_lines() -> None:
    assert values.clean_name("su\x00san\r\n \x1b[31mred") == "su san   [31mred"
    assert values.clean_body("a\r\nb\rc\u2028d\x00\te\x85f") == "a\nb\nc\nd\te\nf"


def test_a_complaint_gives_the_servers_words_and_never_more_than_fit() -> None:
    body = json.dumps({"error": "Bad Request", "message": "m" * 9999, "fields": {"email": "taken", "x": 3}}).encode()
    message, fields = values.read_complaint(body)
    assert len(message) == 500
    assert fields == (("email", "taken"),)
    assert values.read_complaint(b"<html>") == ("", ())


@pytest.mark.parametrize("token", ["", "a b", "ü", "a\nb"])
def test_a_token_that_no_header_carries_is_a_bad_answer(token: str) -> None:
    with pytest.raises(BadAnswer):
        values.read_token(token)
