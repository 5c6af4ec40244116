from __future__ import annotations

import pytest

from microblog_desktop.domain.server import Capability
from tests.sync.conftest import Bench


@pytest.fixture
def live(bench: Bench) -> Bench:
    """A bench whose server has a stream."""
    bench.server.capabilities |= {Capability.STREAM}
    bench.sync = bench.new_sync()
    return bench
