"""What all windows share, on a profile of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.app.shared import Shared
from microblog_desktop.system.paths import prepare_profile


@pytest.fixture
def shared(qapp: QApplication, tmp_path: Path) -> Iterator[Shared]:
    shared = Shared(qapp, prepare_profile(tmp_path))
    yield shared
    shared.close()
