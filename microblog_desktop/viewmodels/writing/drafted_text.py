"""A text while it is typed: how much room is left, and its draft. What it becomes, its subclasses know."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microblog_desktop.domain.server import CountedIn
from microblog_desktop.viewmodels.writing.drafts import DraftKeeper
from microblog_desktop.viewmodels.writing.text_length import text_length

_NEAR_LIMIT = 0.8


class DraftedText(QObject):
    """What an editor shows and reports; `drafts` becomes a child of this object."""

    changed = Signal()
    replaced = Signal()  # the text is another one than was typed: show `text`

    def __init__(
        self, drafts: DraftKeeper, *, limit: int, counted_in: CountedIn, original: str = "", parent: QObject | None
    ) -> None:
        """`original` is what stands there when there is no draft, and what "unchanged" means."""
        super().__init__(parent)
        drafts.setParent(self)
        drafts.changed_elsewhere.connect(self._on_draft_changed)
        self._drafts = drafts
        self._limit = limit
        self._counted_in = counted_in
        self._original = original
        self._text = drafts.body or original
        self._whole = self._text

    @property
    def text(self) -> str:
        """The text without what an input method is still composing."""
        return self._text

    @property
    def body(self) -> str:
        """What would be sent now: with the preedit, without white space at the end."""
        return self._whole.rstrip()

    def set_text(self, text: str, preedit: str = "", at: int | None = None) -> None:
        """Take what the editor holds; `preedit` is what an input method is still composing, `at` where: at the end."""
        at = len(text) if at is None else at
        whole = text[:at] + preedit + text[at:]
        if (text, whole) == (self._text, self._whole):
            return
        self._text, self._whole = text, whole
        self._drafts.keep(whole)
        self.changed.emit()

    @property
    def limit(self) -> int:
        return self._limit

    @property
    def used(self) -> int:
        return text_length(self.body, self._counted_in)

    @property
    def remaining(self) -> int:
        return self._limit - self.used

    @property
    def is_near_limit(self) -> bool:
        return self.used >= self._limit * _NEAR_LIMIT

    @property
    def is_empty(self) -> bool:
        return not self.body.strip()

    @property
    def is_unchanged(self) -> bool:
        return self.body == self._original

    @property
    def can_send(self) -> bool:
        return not self.is_empty and self.remaining >= 0 and not self.is_unchanged

    def save_now(self) -> None:
        """Save the draft without waiting for a pause."""
        self._drafts.save_now()

    def discard(self) -> None:
        """Throw the text and its draft away."""
        self._drafts.keep("")
        self._drafts.save_now()
        self._show(self._original)

    def close(self) -> None:
        """Save, and listen no more."""
        self._drafts.close()

    def _was_taken(self) -> None:
        """Begin anew after a command took the text and cleared its draft."""
        self._drafts.forget()
        self._show("")

    def _show(self, text: str) -> None:
        self._text = self._whole = text
        self.changed.emit()
        self.replaced.emit()

    def _on_draft_changed(self) -> None:
        self._show(self._drafts.body or self._original)
