"""What a search says of itself: where it stands here, and on the server."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.problem import ProblemKind
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.status import Activity, NetworkState
from microblog_desktop.viewmodels.problem_words import sentence
from microblog_desktop.viewmodels.timeline.line_row import LineRow

LINE = "server-line"


class SearchPhase(Enum):
    IDLE = "idle"  # nothing to look for: recent searches
    SEARCHING = "searching"  # nothing is on show yet
    FOUND = "found"
    NOTHING = "nothing"  # neither here nor, as far as it was asked, on the server
    FAILED = "failed"  # this computer's file cannot be read


@dataclass(frozen=True, slots=True)
class SearchState:
    """`reason` says why it failed; `note` that what was found here may not be all."""

    phase: SearchPhase
    reason: str = ""
    note: str = ""


def server_line(activity: Activity, network: NetworkState, *, count: int, has_answered: bool) -> LineRow:
    """What stands above the server's results, `count` of which were not here already."""
    text = _("From the server")
    if not network.is_usable:
        return LineRow(LINE, text, reason=_("You are offline: this is what is on this computer."))
    if activity.is_busy:
        return LineRow(LINE, text, is_busy=True)
    if activity.problem is not None:
        reason = sentence(activity.problem)
        return LineRow(LINE, text, reason=reason, may_retry=activity.problem.kind is not ProblemKind.NOT_FOUND)
    if has_answered and not count:
        return LineRow(LINE, text, reason=_("The server has nothing else."))
    return LineRow(LINE, text, is_busy=not has_answered)


def preparing_note(*, is_whole: bool) -> str:
    return "" if is_whole else _("Older posts are still being prepared for searching.")
