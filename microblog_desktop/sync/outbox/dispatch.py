"""Hand each queue's next job to a delivery, and write down what became of it.

A job is claimed durably before it is sent, and its end is one transaction. If
we die in between, it is unsure at the next start, and the server is asked.
"""

from __future__ import annotations

import asyncio
import functools
import logging
from datetime import datetime, timedelta

from microblog_desktop.api.errors import ApiError, NotOffered, NotSent, Refused, SignedOut
from microblog_desktop.api.server import Server
from microblog_desktop.commands import reacting
from microblog_desktop.domain.outbox import REACTION_OF, REACTIONS_QUEUE, Job, JobKind, JobState
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.errors import StoreError
from microblog_desktop.sync.link import Link
from microblog_desktop.sync.outbox.delivery import deliver
from microblog_desktop.sync.supervisor import Running, Supervisor

log = logging.getLogger(__name__)

_AT_ONCE = 4
# The rest is left for what somebody wrote.
_REACTIONS_AT_ONCE = 2
_AFTER_OUR_FAILURE_S = 60.0
# What may be sent twice with the same effect needs no question before it is sent again.
_CREATING = (JobKind.CREATE_POST, JobKind.SEND_MESSAGE)
_WITHOUT_A_ROW = (JobKind.FOLLOW, JobKind.UNFOLLOW)
_TRY_AGAIN_STATUSES = (408, 425)


class OutboxSync:
    """The outbox of one account."""

    def __init__(self, link: Link, store: AccountStore, supervisor: Supervisor) -> None:
        self._link = link
        self._store = store
        self._supervisor = supervisor
        self._bell = link.bell()
        self._busy: dict[str, Running] = {}

    async def run(self) -> None:
        """A worker, runs until it is cancelled."""
        unsubscribe = self._store.feed.subscribe(self._on_change)
        try:
            while True:
                await self._bell.wait(self._start_what_is_due())
        finally:
            unsubscribe()
            for running in tuple(self._busy.values()):
                await running.stop()

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.outbox:
            self._bell.ring()

    def _start_what_is_due(self) -> float | None:
        """Claim and send; return the seconds until there may be more to do, None for until the next ring."""
        server = self._link.server
        if server is None:
            return None
        try:
            for queue in self._store.outbox.queues():
                if self._has_room(queue):
                    job = self._store.outbox.claim(queue, self._link.now())
                    if job is not None:
                        self._start(job, server)
            due = self._store.outbox.next_due(filter(self._has_room, self._store.outbox.queues()))
        except StoreError as error:
            self._store.status.notice(error.problem)
            return _AFTER_OUR_FAILURE_S
        return None if due is None else (due - self._link.now()).total_seconds()

    def _has_room(self, queue: str) -> bool:
        if queue in self._busy or len(self._busy) >= _AT_ONCE:
            return False
        reaction = _reaction_of(queue)
        busy = [one for one in map(_reaction_of, self._busy) if one]
        # One of a kind, so that bookmarks stand at the server in the order in which they were set.
        return not reaction or (len(busy) < _REACTIONS_AT_ONCE and reaction not in busy)

    def _start(self, job: Job, server: Server) -> None:
        worker = functools.partial(self._send, job, server)
        self._busy[job.queue] = self._supervisor.run_once(f"deliver {job.queue}", worker)

    async def _send(self, job: Job, server: Server) -> None:
        """Send one job and settle it, whatever happens, our own bugs and the end of the client included."""
        is_settled = False
        try:
            try:
                settle = await deliver(job, server, self._store, self._link.now())
                with self._store.transaction():
                    settle()
                    self._store.outbox.finish(job.id)
                log.info("job %s (%s) delivered", job.id, job.kind.value)
            except ApiError as error:
                with self._store.transaction():
                    self._settle_failure(job, error)
            is_settled = True
        except StoreError as error:
            self._store.status.notice(error.problem)
        except asyncio.CancelledError:
            # The client ends, perhaps between question and answer: whoever comes next asks at once.
            self._doubt(job, self._link.now(), Problem(ProblemKind.UNREACHABLE, may_retry=True))
            is_settled = True
            raise
        finally:
            try:
                if not is_settled:
                    later = self._link.now() + timedelta(seconds=_AFTER_OUR_FAILURE_S)
                    self._doubt(job, later, Problem(ProblemKind.BUG, may_retry=True))
            finally:
                self._busy.pop(job.queue, None)
                self._bell.ring()

    def _settle_failure(self, job: Job, error: ApiError) -> None:
        outbox, problem = self._store.outbox, self._link.note(error)
        log.info("job %s (%s): %s", job.id, job.kind.value, error)
        if isinstance(error, NotOffered):
            self._refuse(job, problem)
        elif isinstance(error, NotSent | SignedOut):
            # Not a failed try: the outbox waits for the network, or for the person to sign in again.
            outbox.put_back(job)
        elif isinstance(error, Refused) and error.status not in _TRY_AGAIN_STATUSES:
            self._refuse(job, problem)
        else:
            later = self._link.now() + timedelta(seconds=self._link.back_off_s(job.tries, problem))
            if job.kind in _CREATING and (error.may_have_been_done or job.state is JobState.UNSURE):
                outbox.doubt(job.id, later, problem)
            else:
                outbox.back_off(job.id, later, problem)

    def _refuse(self, job: Job, problem: Problem) -> None:
        """What was written stays on its row; a wish that has no row is said, and its button goes back."""
        if job.kind in _WITHOUT_A_ROW:
            self._store.outbox.finish(job.id)
            self._store.status.notice(problem, job.kind)
        elif job.kind in REACTION_OF:
            reacting.refused(self._store, job, problem)
        elif job.kind is JobKind.DELETE_MESSAGE and job.message is not None:
            self._store.outbox.finish(job.id)
            self._store.messages.show_again(job.message)
            self._store.status.notice(problem, job.kind)
        else:
            self._store.outbox.refuse(job.id, problem)

    def _doubt(self, job: Job, next_try_at: datetime, problem: Problem) -> None:
        """Something came between asking and writing down the answer."""
        try:
            with self._store.transaction():
                self._store.outbox.doubt(job.id, next_try_at, problem)
        except StoreError as error:
            log.warning("job %s stays as being sent until the next start: %s", job.id, error)


def _reaction_of(queue: str) -> str:
    """What kind of reactions a queue holds; empty for another one."""
    return queue.rpartition(":")[2] if queue.startswith(f"{REACTIONS_QUEUE}:") else ""
