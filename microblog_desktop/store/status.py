"""What is going on right now, in memory: network, session, activities, the last notice."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from microblog_desktop.domain.clock import Clock
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import dataclass, replace
from microblog_desktop.store.changes import ChangeFeed, ChangeSet

REMEMBERED_ACTIVITIES = 500
# As long as it stands on the screen, or somewhat less.
_SAID_LATELY = timedelta(seconds=10)
MISSED = "missed"
"""In `ChangeSet.status`: the server changed in ways that it will not tell one by one."""


@dataclass(frozen=True, slots=True)
class NetworkState:
    """Whether the server can be reached, as the last request learnt; `since` is when that changed."""

    is_online: bool
    works_offline_by_choice: bool
    since: datetime
    reason: Problem | None = None  # why not, where that is not just that there is no network

    @property
    def is_usable(self) -> bool:
        """Whether it is worth sending: requests may leave, and the last one arrived."""
        return self.is_online and not self.works_offline_by_choice


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that sync does: whether it is at it, and why it last failed. `since` is None if it was never tried."""

    is_busy: bool = False
    problem: Problem | None = None
    since: datetime | None = None


class SessionState(Enum):
    CHECKING = "checking"  # reading the token from the vault
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    EXPIRED = "expired"  # the server does not take the token any more: ask again in place
    NEEDS_PASSPHRASE = "needs_passphrase"


@dataclass(frozen=True, slots=True)
class Session:
    state: SessionState
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One quiet message for the person; `number` grows, so that equal notices differ."""

    number: int
    problem: Problem
    at: datetime
    wish: JobKind | None = None  # what the server would not do, if it was asked for


class StatusBoard:
    """Written by sync, read by view-models; every change is told as `ChangeSet.status`."""

    def __init__(self, feed: ChangeFeed, clock: Clock) -> None:
        self._feed = feed
        self._clock = clock
        self._network = NetworkState(is_online=True, works_offline_by_choice=False, since=clock())
        self._session = Session(SessionState.CHECKING)
        self._notice: Notice | None = None
        self._activities: dict[str, Activity] = {}
        self.is_metered = False  # each byte is paid for, as far as the system can tell

    @property
    def network(self) -> NetworkState:
        return self._network

    def set_network(self, network: NetworkState) -> None:
        if network != self._network:
            self._network = network
            self._tell("network")

    @property
    def session(self) -> Session:
        return self._session

    def set_session(self, state: SessionState, problem: Problem | None = None) -> None:
        session = Session(state, problem)
        if session != self._session:
            self._session = session
            self._tell("session")

    @property
    def latest_notice(self) -> Notice | None:
        return self._notice

    def notice(self, problem: Problem, wish: JobKind | None = None) -> None:
        """Say it once: a full disk is met by all that write, and each time somebody pauses."""
        latest, now = self._notice, self._clock()
        if latest is not None and _is_known(latest, problem) and abs(now - latest.at) < _SAID_LATELY:
            return
        number = 1 if self._notice is None else self._notice.number + 1
        self._notice = Notice(number, problem, now, wish)
        self._tell("notice")

    def note_missed(self) -> None:
        """Tell whoever shows what no page brings that it may be out of date."""
        self._tell(MISSED)

    def activity(self, name: str) -> Activity:
        return self._activities.get(name, Activity())

    def begin(self, name: str) -> None:
        """At it. The last failure stays on show until this try ends."""
        self._set(name, replace(self.activity(name), is_busy=True, since=self._clock()))

    def succeed(self, name: str) -> None:
        self._set(name, Activity(since=self._clock()))

    def fail(self, name: str, problem: Problem) -> None:
        self._set(name, Activity(problem=problem, since=self._clock()))

    def _set(self, name: str, activity: Activity) -> None:
        self._activities.pop(name, None)
        self._activities[name] = activity
        if len(self._activities) > REMEMBERED_ACTIVITIES:
            idle = next((old for old, kept in self._activities.items() if not kept.is_busy), name)
            del self._activities[idle]
        self._tell(name)

    def _tell(self, name: str) -> None:
        self._feed.publish(ChangeSet(status=frozenset({name})))


def _is_known(latest: Notice, problem: Problem) -> bool:
    return problem.kind is ProblemKind.DISK_FULL and latest.problem.kind is problem.kind
