"""Fixtures of the view-models' tests: a real store in memory, and sync that only remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes.ports import FakeMessageSync
from tests.store.world import JOHN, World


@pytest.fixture
def world(qapp: QApplication) -> Iterator[World]:
    world = World()
    world.save_people(JOHN)
    world.told.clear()
    yield world
    world.store.close()


@pytest.fixture
def message_sync() -> FakeMessageSync:
    return FakeMessageSync()
