"""What a list shows instead of rows, or above them: loading, empty, offline, failed."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.status import Activity, NetworkState


class ListPhase(Enum):
    """Which of the states a list is in."""

    READY = "ready"
    LOADING = "loading"
    EMPTY = "empty"
    OFFLINE = "offline"  # nothing saved, and no network to ask
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ListState:
    """The phase, and where it failed the reason."""

    phase: ListPhase
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a page says of its list where that has no rows, in the language of now."""

    icon: str
    empty: str
    empty_hint: str
    offline_hint: str
    failed: str
    name: str = ""  # how a screen reader names the list


def list_state(activity: Activity, network: NetworkState, *, rows: int) -> ListState:
    """Return the state of a list with `rows` rows that the named activity fills; old rows are always kept on screen."""
    if rows:
        return ListState(ListPhase.READY)
    if activity.is_busy:
        return ListState(ListPhase.LOADING)
    if not network.is_usable:
        return ListState(ListPhase.OFFLINE)
    if activity.problem:
        from microblog_desktop.viewmodels.problem_words import sentence

        return ListState(ListPhase.FAILED, sentence(activity.problem))
    if activity.since is None:
        return ListState(ListPhase.LOADING)  # never asked yet: it will be in a moment
    return ListState(ListPhase.EMPTY)
