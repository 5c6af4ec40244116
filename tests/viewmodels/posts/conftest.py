"""Fixtures of the tests of posts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.world import JOHN, World


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    world.save_people(JOHN)
    yield world
    world.store.close()
