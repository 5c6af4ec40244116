"""The way of what was found, from the thread that looked for it to the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Arrival(QObject):
    """Emit `arrived` with the number of the turn and what was found. Nobody's child: it outlives a model if it must."""

    arrived = Signal(int, object)
