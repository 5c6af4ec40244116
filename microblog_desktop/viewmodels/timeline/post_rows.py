"""A list of posts as any page shows it, whatever it is a list of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from microblog_desktop.viewmodels.lists.list_state import ListState
from microblog_desktop.viewmodels.lists.row_list import RowList, SpokenRow

if TYPE_CHECKING:
    from microblog_desktop.viewmodels.timeline.mentions import MentionedPerson


class PostRows(RowList[SpokenRow]):
    """Rows, and what stands instead of them while there are none."""

    state_changed = Signal()

    @property
    def state(self) -> ListState:
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask for what is newest now."""
        raise NotImplementedError

    def mentioned(self, username: str) -> MentionedPerson | None:
        """Who is meant by a name in a post, if that is known here."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        raise NotImplementedError

    def close(self) -> None:
        """Follow the store no longer."""
        raise NotImplementedError
