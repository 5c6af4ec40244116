"""Fixtures of the view-models' tests: a real store in memory, and sync that only remembers what it was asked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes.ports import FakeMessageSync
from tests.store.world import World


@pytest.fixture
def world(qapp: QApplication, world: World) -> World:
    """As everywhere, with the application that timers of models need."""
    del qapp
    return world


@pytest.fixture
def message_sync() -> FakeMessageSync:
    return FakeMessageSync()
