"""What stands instead of rows: nothing is there, it could not be had, or it comes."""

from __future__ import annotations

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.lists.list_state import ListPhase, ListState, ListWords


@dataclass(frozen=True, slots=True)
class Instead:
    """`action` are the words of the button, if there is one. Without a title, something is on its way."""

    icon: str
    title: str
    words: str = ""
    action: str = ""

    @property
    def spoken(self) -> str:
        return in_one_breath((self.title, self.words)) or _("Loading…")


ON_ITS_WAY = Instead("", "")


def instead_of_rows(state: ListState, words: ListWords) -> Instead:
    """What to say of a list without rows that is in this state."""
    match state.phase:
        case ListPhase.EMPTY:
            return Instead(words.icon, words.empty, words.empty_hint)
        case ListPhase.OFFLINE:
            return Instead("offline", _("You are offline"), words.offline_hint, _("Try again"))
        case ListPhase.FAILED:
            return Instead("warning", words.failed, state.reason, _("Try again"))
        case _:
            return ON_ITS_WAY
