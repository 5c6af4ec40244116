"""A world for each test of people on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.store.world import World


@pytest.fixture
def world(qapp: QApplication) -> Iterator[World]:
    world = World()
    yield world
    world.store.close()
