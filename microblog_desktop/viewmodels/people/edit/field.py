"""One thing about oneself while it is changed: what is saved, what is typed, and its draft."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microblog_desktop.domain.server import CountedIn
from microblog_desktop.viewmodels.writing.drafted_text import DraftedText
from microblog_desktop.viewmodels.writing.drafts import DraftKeeper


class EditedField(DraftedText):
    """The draft wins over what is saved; a field that was not touched follows what is saved."""

    def __init__(
        self, drafts: DraftKeeper, saved: str, *, limit: int, counted_in: CountedIn, parent: QObject | None = None
    ) -> None:
        super().__init__(drafts, limit=limit, counted_in=counted_in, original=saved, parent=parent)

    @property
    def change(self) -> str | None:
        """What is to be sent, or None where there is nothing new."""
        typed = self.body.strip()
        return None if typed == self._original.strip() else typed

    @property
    def is_too_long(self) -> bool:
        return self.change is not None and self.remaining < 0

    def rebase(self, saved: str) -> None:
        """Something else is saved now."""
        if saved == self._original:
            return
        is_touched = self.change is not None
        self._original = saved
        if not is_touched:
            self._show(saved)

    def taken(self, saved: str) -> None:
        """The server took what was typed; it may have made a little of it."""
        self._original = saved
        self.discard()

    def close(self) -> None:
        """Save what differs; what does not is no draft."""
        if self.change is None:
            self._drafts.keep("")
        super().close()
