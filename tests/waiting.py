"""Waiting for what other programs do: one looks again and again, until patience ends."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 30.0


def wait_until(what: str, is_so: Callable[[], object]) -> None:
    """Stop the test's own loop for it; fail with `what` in words."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, f"waited for {what}"
        time.sleep(0.02)
