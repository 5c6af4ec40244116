"""A desk to jump from for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.world import World
from tests.viewmodels.jump.desk import Desk


@pytest.fixture
def desk(world: World) -> Iterator[Desk]:
    desk = Desk(world)
    yield desk
    desk.close()
