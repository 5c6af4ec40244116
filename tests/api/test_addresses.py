from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.api.addresses import is_loopback, is_private, normalise, origin, resolve
from microblog_desktop.api.errors import NotSent
from microblog_desktop.domain.problem import ProblemKind


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("microblog.example", "https://microblog.example"),
        ("  Microblog.Example/  ", "https://microblog.example"),
        ("https://microblog.example/api/posts?x=1", "https://microblog.example"),
        ("https://microblog.example:443", "https://microblog.example"),
        ("microblog.example:8443", "https://microblog.example:8443"),
        ("http://microblog.example", "http://microblog.example"),
        ("localhost:5000", "http://localhost:5000"),
        ("127.0.0.1:5000/", "http://127.0.0.1:5000"),
        ("[::1]:5000", "http://[::1]:5000"),
        ("https://localhost", "https://localhost"),
        ("한글.example", "https://xn--bj0bj06e.example"),
    ],
)
def test_what_people_type_becomes_an_origin(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "two words", "ftp://x.example", "https://", "https://user:pw@x.example", "x.example:port", "a\x00b",
     "https://x.example:99999", "javascript://x", "." * 300, "[::1", "x" * 5000],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NotSent) as caught:
        normalise(typed)
    assert caught.value.problem.kind is ProblemKind.BAD_ADDRESS


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_an_origin_or_bad_address(typed: str) -> None:
    with contextlib.suppress(NotSent):
        url = normalise(typed)
        assert normalise(url) == url == origin(url)


def test_only_this_computer_and_https_are_private() -> None:
    assert is_private("https://x.example")
    assert is_private("http://127.0.0.1:1")
    assert is_private("http://localhost")
    assert not is_private("http://x.example")
    assert not is_private("http://192.168.0.2")
    assert not is_loopback("http://localhost.evil.example")


def test_links_may_be_relative() -> None:
    assert resolve("https://x.example", "/api/users/1/avatar?s=96") == "https://x.example/api/users/1/avatar?s=96"
    assert resolve("https://x.example", "https://y.example/p.png") == "https://y.example/p.png"
    with pytest.raises(NotSent):
        resolve("https://x.example", "file:///etc/passwd")
    with pytest.raises(NotSent):
        resolve("https://x.example", "data:image/png;base64,AA==")
