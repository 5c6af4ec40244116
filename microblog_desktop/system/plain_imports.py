"""Take PySide6's hook out of Python's import.

PySide6 replaces `builtins.__import__` to notice `from __feature__ import ...`,
and to know who used it, it reads the source text of every module that is
imported after it and keeps that text. This client never uses that switch, so
it need not pay for it: 30 ms and 3 MB at the start, more with what comes later.
"""

from __future__ import annotations

import builtins


def use_plain_imports() -> None:
    """Put back what PySide6 replaced and keeps for whoever needs it; nothing happens where there is no hook."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
