"""What view-models and widgets ask of the rest; `app.py` fills each with a real object.

Every method returns at once. Progress and failure come back through the store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from microblog_desktop.domain.ids import TimelineKey


class TimelineSyncPort(Protocol):
    """Ask for posts of a timeline."""

    def refresh(self, timeline: TimelineKey) -> None: ...

    def load_older(self, timeline: TimelineKey) -> None: ...


class NetworkPort(Protocol):
    """Work without the network by choice, and come back."""

    def go_offline(self) -> None: ...

    def go_online(self) -> None: ...


class PictureSource(Protocol):
    """Bytes of pictures that are on this computer, and a wish for those that are not."""

    def get(self, url: str) -> bytes | None: ...

    def want(self, url: str) -> None: ...

    def subscribe(self, on_arrival: Callable[[str], None]) -> Callable[[], None]:
        """Call `on_arrival` with the address of each picture that comes; the result ends that."""
        ...
