"""A row that stands instead of others: nothing is there, nothing was found, it could not be had, or it comes."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.lists.instead import Instead


class StateKey(Enum):
    """No post and no person has such a key."""

    STATE = "state"


@dataclass(frozen=True, slots=True)
class StateRow:
    instead: Instead
    key: StateKey = StateKey.STATE

    @property
    def spoken(self) -> str:
        return self.instead.spoken


def nobody_found(typed: str, *, is_whole: bool) -> Instead:
    """Nobody's name begins with what was typed."""
    hint = "" if is_whole else _("Not all people of this list are on this computer yet.")
    return Instead("search", _("Nobody here is called “{name}”").format(name=typed.strip()), hint)
