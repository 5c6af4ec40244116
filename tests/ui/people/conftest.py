"""A world for each test of people on screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.store.world import World


@pytest.fixture
def world(qapp: QApplication, empty_world: World) -> World:
    return empty_world
