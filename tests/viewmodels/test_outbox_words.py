from __future__ import annotations

from datetime import timedelta

import pytest

from microblog_desktop.domain.ids import JobId
from microblog_desktop.domain.outbox import Delivery, JobKind, JobState
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.outbox_words import (
    DeliveryMark,
    DeliveryWords,
    delivery_words,
    refused_wish,
    undo_ends_in_s,
)
from tests.store.world import NOON

REFUSAL = Problem(ProblemKind.REFUSED, message="Too long.")


def words(
    state: JobState, *, kind: JobKind = JobKind.CREATE_POST, undo_s: float = 0, problem: Problem | None = None
) -> DeliveryWords:
    delivery = Delivery(JobId(7), kind, state, NOON + timedelta(seconds=undo_s), problem)
    said = delivery_words(delivery, NOON, is_online=True)
    assert said is not None
    return said


def test_what_the_server_has_needs_no_words() -> None:
    assert delivery_words(None, NOON, is_online=True) is None


def test_a_post_can_be_undone_while_it_waits_its_seconds() -> None:
    said = words(JobState.WAITING, undo_s=4.2)
    assert said.text == "Sending in 5 s"
    assert said.can_undo


def test_a_waiting_post_says_that_it_waits_for_the_connection_only_when_offline() -> None:
    delivery = Delivery(JobId(7), JobKind.CREATE_POST, JobState.WAITING, NOON)
    offline = delivery_words(delivery, NOON, is_online=False)
    online = delivery_words(delivery, NOON, is_online=True)
    assert offline is not None
    assert online is not None
    assert (offline.text, online.text) == ("Waiting for connection", "Waiting to be sent")
    assert not offline.can_undo


def test_a_job_that_was_put_off_says_why() -> None:
    said = words(JobState.WAITING, problem=Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert said.text == "Will be tried again"
    assert "problem of its own" in said.reason


def test_an_unsure_job_cannot_be_discarded_by_accident() -> None:
    said = words(JobState.UNSURE)
    assert said.mark is DeliveryMark.QUESTION
    assert not said.can_discard
    assert not said.can_try_again


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (JobKind.CREATE_POST, "Not posted"),
        (JobKind.EDIT_POST, "Not changed"),
        (JobKind.DELETE_POST, "Not deleted"),
        (JobKind.SEND_MESSAGE, "Not sent"),
    ],
)
def test_a_refused_job_says_what_did_not_happen_and_why(kind: JobKind, text: str) -> None:
    said = words(JobState.REFUSED, kind=kind, problem=REFUSAL)
    assert said.text == text
    assert "Too long." in said.reason
    assert said.can_try_again
    assert said.can_discard


def test_a_deletion_has_no_text_to_edit() -> None:
    assert not words(JobState.REFUSED, kind=JobKind.DELETE_POST, problem=REFUSAL).can_edit
    assert words(JobState.REFUSED, problem=REFUSAL).can_edit


@pytest.mark.parametrize(("undo_s", "left"), [(5, 5), (0.1, 1), (0, 0), (-3, 0)])
def test_undo_ends_with_its_last_second(undo_s: float, left: int) -> None:
    delivery = Delivery(JobId(7), JobKind.CREATE_POST, JobState.WAITING, NOON + timedelta(seconds=undo_s))
    assert undo_ends_in_s(delivery, NOON) == left


def test_what_is_being_sent_cannot_be_undone() -> None:
    delivery = Delivery(JobId(7), JobKind.CREATE_POST, JobState.SENDING, NOON + timedelta(seconds=9))
    assert undo_ends_in_s(delivery, NOON) == 0


@pytest.mark.parametrize(
    ("state", "undo_s", "is_online", "text", "can_undo"),
    [
        (JobState.WAITING, 5, True, "Deleting in 5 s", True),
        (JobState.WAITING, 0, False, "Will be deleted when you are online", True),
        (JobState.WAITING, 0, True, "Deleting…", True),
        (JobState.SENDING, 0, True, "Deleting…", False),
        (JobState.UNSURE, 0, True, "Deleting…", False),
    ],
)
def test_a_deletion_can_be_taken_back_until_it_is_sent(
    state: JobState, undo_s: float, is_online: bool, text: str, can_undo: bool
) -> None:
    delivery = Delivery(JobId(7), JobKind.DELETE_POST, state, NOON + timedelta(seconds=undo_s))
    said = delivery_words(delivery, NOON, is_online=is_online)
    assert said is not None
    assert (said.text, said.can_undo, said.deletes) == (text, can_undo, True)


def test_a_refused_wish_says_what_it_was_and_why() -> None:
    gone = Problem(ProblemKind.NOT_FOUND)
    assert refused_wish(JobKind.LIKE, gone) == "Your like was not accepted. This no longer exists on the server."
    assert refused_wish(JobKind.UNREPOST, REFUSAL).startswith("Your repost could not be taken back. ")
    assert refused_wish(JobKind.SEND_MESSAGE, gone) == "This no longer exists on the server."
