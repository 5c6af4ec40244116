"""Follow and unfollow people."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.outbox import PEOPLE_QUEUE, Job, JobKind, JobState
from microblog_desktop.store.account_store import AccountStore


def follow(store: AccountStore, person: PersonId, *, now: datetime) -> None:
    """Follow somebody; an unfollow that was not sent is taken back instead."""
    _ask(store, person, JobKind.FOLLOW, now)


def unfollow(store: AccountStore, person: PersonId, *, now: datetime) -> None:
    """Unfollow somebody; a follow that was not sent is taken back instead."""
    _ask(store, person, JobKind.UNFOLLOW, now)


def _ask(store: AccountStore, person: PersonId, kind: JobKind, now: datetime) -> None:
    with store.durable_transaction():
        for job in _asked(store, person):
            if job.state in (JobState.WAITING, JobState.REFUSED):
                store.outbox.remove(job.id)
        on_its_way = _asked(store, person)
        if on_its_way:
            # Being sent, or unsure: only an answer of the opposite kind changes what it leads to.
            is_done = on_its_way[-1].kind is kind
        else:
            is_done = store.people.server_says_you_follow(person) is (kind is JobKind.FOLLOW)
        if not is_done:
            store.outbox.add(queue=PEOPLE_QUEUE, kind=kind, created_at=now, not_before=now, person=person)


def _asked(store: AccountStore, person: PersonId) -> list[Job]:
    kinds = (JobKind.FOLLOW, JobKind.UNFOLLOW)
    return [job for job in store.outbox.about_person(person) if job.kind in kinds]
