"""The words for where a post or message stands on its way to the server."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from math import ceil

from microblog_desktop.domain.ids import JobId
from microblog_desktop.domain.outbox import Delivery, JobKind, JobState
from microblog_desktop.domain.problem import Problem
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import N_, _, ngettext
from microblog_desktop.viewmodels.problem_words import sentence


class DeliveryMark(Enum):
    """Which sign stands beside the words."""

    CLOCK = "clock"
    SENDING = "sending"
    QUESTION = "question"
    ALERT = "alert"


_REFUSED_WISHES = {
    JobKind.DELETE_MESSAGE: N_("The message could not be deleted."),
    JobKind.LIKE: N_("Your like was not accepted."),
    JobKind.UNLIKE: N_("Your like could not be taken back."),
    JobKind.REPOST: N_("Your repost was not accepted."),
    JobKind.UNREPOST: N_("Your repost could not be taken back."),
    JobKind.BOOKMARK: N_("Your bookmark was not accepted."),
    JobKind.UNBOOKMARK: N_("Your bookmark could not be removed."),
    JobKind.FOLLOW: N_("You could not follow this person."),
    JobKind.UNFOLLOW: N_("You could not unfollow this person."),
}


@dataclass(frozen=True, slots=True)
class DeliveryWords:
    """What a row shows of its delivery; `job` is what its actions act on."""

    job: JobId
    text: str
    mark: DeliveryMark
    reason: str = ""
    can_undo: bool = False
    can_try_again: bool = False
    can_edit: bool = False
    can_discard: bool = False
    deletes: bool = False  # to discard it means to keep the post

    @property
    def is_going(self) -> bool:
        """Whether the post is about to be deleted."""
        return self.deletes and self.mark is not DeliveryMark.ALERT


def delivery_words(delivery: Delivery | None, now: datetime, *, is_online: bool) -> DeliveryWords | None:
    """Return the words for an undelivered row, or None for one that the server has."""
    if delivery is None:
        return None
    if delivery.state is JobState.REFUSED:
        return _refused(delivery)
    if delivery.kind is JobKind.DELETE_POST:
        return _deleting(delivery, now, is_online=is_online)
    if delivery.state is JobState.SENDING:
        return DeliveryWords(delivery.job, _("Sending…"), DeliveryMark.SENDING)
    if delivery.state is JobState.UNSURE:
        return _unsure(delivery, is_online=is_online)
    return _waiting(delivery, now, is_online=is_online)


def refused_wish(wish: JobKind, problem: Problem) -> str:
    """What the server would not do, and why; what was shown meanwhile is taken back by itself."""
    words = _REFUSED_WISHES.get(wish)
    reason = sentence(problem)
    return f"{_(words)} {reason}" if words else reason


def undo_ends_in_s(delivery: Delivery | None, now: datetime) -> int:
    """Return how many whole seconds are left to undo, 0 when it is too late."""
    if delivery is None or delivery.state is not JobState.WAITING:
        return 0
    return max(0, ceil((delivery.not_before - now).total_seconds()))


def _waiting(delivery: Delivery, now: datetime, *, is_online: bool) -> DeliveryWords:
    seconds = undo_ends_in_s(delivery, now)
    if seconds > 0:
        return DeliveryWords(delivery.job, _undo_text(delivery.kind, seconds), DeliveryMark.CLOCK, can_undo=True)
    if not is_online:
        text = _("Waiting for connection")
    elif delivery.problem:
        text = _("Will be tried again")
    else:
        text = _("Waiting to be sent")
    reason = sentence(delivery.problem) if delivery.problem else ""
    return DeliveryWords(delivery.job, text, DeliveryMark.CLOCK, reason, can_discard=True)


def _deleting(delivery: Delivery, now: datetime, *, is_online: bool) -> DeliveryWords:
    """A deletion can be taken back until it is being sent."""
    seconds = undo_ends_in_s(delivery, now)
    if seconds > 0:
        text = ngettext("Deleting in {seconds} s", "Deleting in {seconds} s", seconds).format(seconds=seconds)
    elif delivery.state is not JobState.SENDING and not is_online:
        text = _("Will be deleted when you are online")
    else:
        text = _("Deleting…")
    reason = sentence(delivery.problem) if delivery.problem else ""
    can_undo = delivery.state is JobState.WAITING
    return DeliveryWords(delivery.job, text, DeliveryMark.CLOCK, reason, can_undo=can_undo, deletes=True)


def _undo_text(kind: JobKind, seconds: int) -> str:
    if kind is JobKind.EDIT_POST:
        return ngettext("Changing in {seconds} s", "Changing in {seconds} s", seconds).format(seconds=seconds)
    return ngettext("Sending in {seconds} s", "Sending in {seconds} s", seconds).format(seconds=seconds)


def _unsure(delivery: Delivery, *, is_online: bool) -> DeliveryWords:
    text = _("Checking whether it arrived") if is_online else _("Waiting for connection")
    reason = _("No answer came from the server. It is asked before anything is sent again, so nothing arrives twice.")
    return DeliveryWords(delivery.job, text, DeliveryMark.QUESTION, reason)


def _refused(delivery: Delivery) -> DeliveryWords:
    words = {
        JobKind.CREATE_POST: _("Not posted"),
        JobKind.EDIT_POST: _("Not changed"),
        JobKind.DELETE_POST: _("Not deleted"),
    }
    return DeliveryWords(
        delivery.job,
        words.get(delivery.kind, _("Not sent")),
        DeliveryMark.ALERT,
        sentence(delivery.problem) if delivery.problem else "",
        can_try_again=True,
        can_edit=delivery.kind in {JobKind.CREATE_POST, JobKind.EDIT_POST, JobKind.SEND_MESSAGE},
        can_discard=True,
        deletes=delivery.kind is JobKind.DELETE_POST,
    )
