"""PySide6 must not lose references to None.

PySide6 6.12.0 on Python 3.11 drops one reference to None, True or False with each call that returns it, until the
process aborts after some thousands of calls; that is why pyproject.toml stays below 6.12.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

_CALLS = 1000


def test_calls_that_return_nothing_keep_the_references_of_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        thing.setObjectName("a name")
    assert sys.getrefcount(None) > before - _CALLS / 10


def test_calls_that_return_a_truth_keep_the_references_of_true() -> None:
    thing = QObject()
    thing.setObjectName("a name")
    before = sys.getrefcount(False)
    for _ in range(_CALLS):
        thing.blockSignals(False)
    assert sys.getrefcount(False) > before - _CALLS / 10
