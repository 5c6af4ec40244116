"""How to start this program again, as a child: from source, or from the bundle."""

from __future__ import annotations

import sys


def this_program() -> tuple[str, ...]:
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "microblog_server")
