from __future__ import annotations

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.status import Activity, NetworkState
from microblog_desktop.viewmodels.lists.list_state import ListPhase, list_state
from tests.store.world import NOON

ONLINE = NetworkState(is_online=True, works_offline_by_choice=False, since=NOON)
OFFLINE = NetworkState(is_online=False, works_offline_by_choice=False, since=NOON)
FAILED = Activity(problem=Problem(ProblemKind.SERVER_FAILED), since=NOON)


@pytest.mark.parametrize(
    ("activity", "network", "rows", "phase"),
    [
        (Activity(), ONLINE, 0, ListPhase.LOADING),
        (Activity(is_busy=True, since=NOON), ONLINE, 0, ListPhase.LOADING),
        (Activity(since=NOON), ONLINE, 0, ListPhase.EMPTY),
        (Activity(), OFFLINE, 0, ListPhase.OFFLINE),
        (FAILED, ONLINE, 0, ListPhase.FAILED),
        (FAILED, ONLINE, 3, ListPhase.READY),
        (Activity(is_busy=True, since=NOON), OFFLINE, 3, ListPhase.READY),
    ],
)
def test_a_list_is_in_one_of_five_states(
    activity: Activity, network: NetworkState, rows: int, phase: ListPhase
) -> None:
    assert list_state(activity, network, rows=rows).phase is phase


def test_a_failure_says_why() -> None:
    assert "problem of its own" in list_state(FAILED, ONLINE, rows=0).reason
