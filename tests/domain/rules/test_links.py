"""Links that this program makes and opens (domain/rules/links.py)."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.rules.links import (
    Link,
    PersonLink,
    PostLink,
    ResetLink,
    origin_of,
    place_of,
    post_link,
    read_link,
    read_page_link,
)


@pytest.mark.parametrize(
    ("server", "post", "link"),
    [
        ("https://microblog.example", "7", "microblog://microblog.example/posts/7"),
        ("http://127.0.0.1:5000", "7", "microblog://127.0.0.1:5000/posts/7"),
        ("https://[::1]:8000", "7", "microblog://[::1]:8000/posts/7"),
        ("https://microblog.example", "a/b?c#d", "microblog://microblog.example/posts/a%2Fb%3Fc%23d"),
    ],
)
def test_a_post_is_named_by_its_server_and_its_id(server: str, post: str, link: str) -> None:
    assert post_link(server, PostId(post)) == link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("microblog://example.net/users/susan", PersonLink("example.net", "susan")),
        ("microblog://Example.NET:8443/users/%EB%AF%BC%EC%95%84", PersonLink("example.net:8443", "민아")),
        ("microblog://127.0.0.1:5000/posts/7", PostLink("127.0.0.1:5000", PostId("7"))),
        (" microblog://[::1]:8000/posts/7\n", PostLink("[::1]:8000", PostId("7"))),
        ("MICROBLOG://example.net/posts/a-b", PostLink("example.net", PostId("a-b"))),
        ("microblog://password-reset?server=https%3A%2F%2Fexample.net&token=abc", ResetLink("example.net")),
        ("microblog://password-reset?token=abc", ResetLink("")),
    ],
)
def test_links_are_read(text: str, link: Link) -> None:
    assert read_link(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.net/users/susan",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "microblog:example.net/users/susan",
        "microblog:///users/susan",
        "microblog://example.net",
        "microblog://example.net/users/",
        "microblog://example.net/users/a/b",
        "microblog://example.net/users/a%2Fb",
        "microblog://example.net/users/..%5Cb",
        "microblog://example.net/users/a%00b",
        "microblog://example.net/users/%E2%80%AEnasus",  # turns the direction of writing
        "microblog://example.net/users/susan?next=https://evil.example",
        "microblog://example.net/users/susan#there",
        "microblog://example.net/admin/susan",
        "microblog://susan:secret@example.net/posts/7",
        "microblog://example.net:port/posts/7",
        "microblog://exa mple.net/posts/7",
        "microblog://еxample.net/posts/7",  # a Cyrillic letter
        "microblog://-example.net/posts/7",
        "microblog://[::1/posts/7",
        "microblog://example.net/posts/" + "7" * 300,
        "microblog://example.net/posts/7" + "?" * 3000,
        "microblog://password-reset?server=https%3A%2F%2Fexample.net",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert read_link(text) is None


def test_what_we_make_we_read() -> None:
    assert read_link(post_link("https://example.net", PostId("12"))) == PostLink("example.net", PostId("12"))


def test_only_this_computer_is_asked_without_encryption() -> None:
    assert origin_of("example.net") == "https://example.net"
    assert origin_of("127.0.0.1:5000") == "http://127.0.0.1:5000"
    assert origin_of("localhost.evil.example") == "https://localhost.evil.example"
    assert origin_of("127.0.0.1.evil.example") == "https://127.0.0.1.evil.example"
    assert place_of("https://Example.net:8443") == "example.net:8443"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.net/users/susan", PersonLink("example.net", "susan")),
        (" https://EXAMPLE.net/@susan/\n", PersonLink("example.net", "susan")),
        ("https://example.net/posts/7?from=mail#replies", PostLink("example.net", PostId("7"))),
        ("https://example.net/@susan/7", PostLink("example.net", PostId("7"))),
        ("https://elsewhere.net/users/susan", None),
        ("https://example.net:8443/users/susan", None),
        ("ftp://example.net/users/susan", None),
        ("https://example.net/about", None),
        ("https://example.net/@", None),
        ("https://example.net/posts/7/8", None),
        ("https://example.net/users/" + "s" * 3000, None),
        ("https://[", None),
        ("susan", None),
    ],
)
def test_a_page_of_a_server_is_about_somebody_or_a_post(text: str, link: Link | None) -> None:
    assert read_page_link(text, "https://example.net") == link
