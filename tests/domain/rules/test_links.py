"""Links that this program opens (domain/rules/links.py)."""

from __future__ import annotations

import pytest

from microblog_desktop.domain.ids import PostId
from microblog_desktop.domain.rules.links import post_link


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
