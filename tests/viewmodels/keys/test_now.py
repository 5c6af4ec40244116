"""The keys in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.domain.keys.kept import in_force
from microblog_desktop.viewmodels.keys.now import keys_of, use_keys


@pytest.fixture(autouse=True)
def first_keys() -> Iterator[None]:
    yield
    use_keys(in_force({}))


def test_until_somebody_chooses_they_are_the_first_ones() -> None:
    assert keys_of("new_post") == ("N", "Ctrl+N")
    assert keys_of("dance") == ()


def test_others_take_their_place() -> None:
    use_keys(in_force({"new_post": ("Ctrl+Shift+N",)}))
    assert keys_of("new_post") == ("Ctrl+Shift+N",)
    assert keys_of("quit") == ("Ctrl+Q",)
