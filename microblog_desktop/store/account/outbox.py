"""Jobs for the server, in order; the state machine is drawn in `domain/outbox.py`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime

from microblog_desktop.domain.ids import JobId, MessageKey, PersonId, PostKey
from microblog_desktop.domain.outbox import REACTION_OF, Job, JobKind, JobState
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account.delivery import PROBLEM_COLUMNS, problem_from, problem_values
from microblog_desktop.store.account.posts.posts import PostStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import OutboxSummary
from microblog_desktop.store.sqlite.columns import (
    Row,
    micros,
    micros_or_none,
    moment,
    moment_or_none,
    text,
    text_or_none,
    whole,
    whole_or_none,
)
from microblog_desktop.store.sqlite.database import Database

COUNTED_TO = 1000
FIELDS = (
    "id", "queue", "kind", "state", "idempotency_key", "created_at", "not_before", "body", "post", "message",
    "person", "tries", "tried_at", "next_try_at", "draft", *PROBLEM_COLUMNS,
)  # fmt: skip
SELECT = f"SELECT {', '.join(FIELDS)} FROM job"
HEAD = f"{SELECT} WHERE queue = ? AND state <> 'refused' ORDER BY id LIMIT 1"
SET_PROBLEM = ", ".join(f"{name} = ?" for name in PROBLEM_COLUMNS)
# Steps from one queue name to the next in the index instead of reading every job.
QUEUES = (
    "WITH RECURSIVE busy (queue) AS (SELECT min(queue) FROM job WHERE state <> 'refused' "
    "UNION ALL SELECT (SELECT min(queue) FROM job WHERE state <> 'refused' AND queue > busy.queue) "
    "FROM busy WHERE busy.queue IS NOT NULL) SELECT queue, (SELECT min(id) FROM job WHERE state <> 'refused' "
    "AND job.queue = busy.queue) FROM busy WHERE queue IS NOT NULL"
)


def new_idempotency_key() -> str:
    return os.urandom(16).hex()


class OutboxStore:
    """What waits to be delivered. One queue is served in order, one job at a time."""

    def __init__(self, db: Database, posts: PostStore) -> None:
        self._db = db
        self._posts = posts

    def add(
        self,
        *,
        queue: str,
        kind: JobKind,
        created_at: datetime,
        not_before: datetime,
        body: str = "",
        post: PostKey | None = None,
        message: MessageKey | None = None,
        person: PersonId | None = None,
        draft: str = "",
    ) -> JobId:
        """Put a job at the end of its queue, in the transaction that shows its effect."""
        columns = "queue, kind, state, idempotency_key, created_at, not_before, body, post, message, person, draft"
        times = (micros(created_at), micros(not_before))
        job = self._db.insert(
            f"INSERT INTO job ({columns}) VALUES (?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?)",
            (queue, kind.value, new_idempotency_key(), *times, body, post, message, person, draft),
        )
        self._note(JobId(job))
        return JobId(job)

    def claim(self, queue: str, now: datetime) -> Job | None:
        """Take the head of a queue if it is due; from now on it counts as being sent.

        Committed durably before it returns. The job is given as it was: if it was
        unsure, the server must be asked before it is sent again, and `tried_at`
        is the first try whose answer is not known.
        """
        with self._db.durable_transaction():
            job = self._head(queue)
            while job is not None and self._is_lost(job):
                self._give_up(job)
                job = self._head(queue)
            if job is None or job.state is JobState.SENDING or _due_at(job) > now:
                return None
            self._db.write(
                "UPDATE job SET state = 'sending', tries = tries + 1, tried_at = CASE state WHEN 'unsure' "
                "THEN coalesce(tried_at, ?1) ELSE ?1 END WHERE id = ?2",
                (micros(now), job.id),
            )
            self._note(job.id)
            return job

    def next_due(self, queues: Iterable[str] | None = None) -> datetime | None:
        """When the first head of these queues, or of all, may be claimed (perhaps in the past); None if none waits."""
        heads = (self._head(queue) for queue in (self.queues() if queues is None else queues))
        return min(
            (_due_at(job) for job in heads if job is not None and job.state is not JobState.SENDING), default=None
        )

    def queues(self) -> list[str]:
        """The queues that hold something to deliver, the one that has waited longest first."""
        return [text(row[0]) for row in sorted(self._db.rows(QUEUES), key=lambda row: whole(row[1]))]

    def finish(self, job: JobId) -> None:
        """It was delivered."""
        self.remove(job)

    def back_off(self, job: JobId, next_try_at: datetime, problem: Problem) -> None:
        """It was surely not delivered; try again then."""
        self._move(job, JobState.WAITING, next_try_at, problem)

    def doubt(self, job: JobId, next_try_at: datetime, problem: Problem) -> None:
        """Nobody knows if it was delivered; ask the server then."""
        self._move(job, JobState.UNSURE, next_try_at, problem)

    def refuse(self, job: JobId, problem: Problem) -> None:
        """The server will not take it as it is; its text stays, and its queue goes on."""
        self._move(job, JobState.REFUSED, None, problem)

    def put_back(self, job: Job) -> None:
        """A claimed job that was never sent is again what it was when it was claimed."""
        self._db.write(
            "UPDATE job SET state = ?, tries = ?, tried_at = ? WHERE id = ?",
            (job.state.value, job.tries, micros_or_none(job.tried_at), job.id),
        )
        self._note(job.id)

    def retry(self, job: JobId, now: datetime) -> None:
        """Somebody wants it tried now. What is unsure stays so until the server was asked."""
        self._db.write(
            "UPDATE job SET state = CASE state WHEN 'refused' THEN 'waiting' ELSE state END, tries = 0, "
            f"next_try_at = NULL, not_before = min(not_before, ?), {SET_PROBLEM} WHERE id = ? AND state <> 'sending'",
            (micros(now), *problem_values(None), job),
        )
        self._note(job)

    def set_body(self, job: JobId, body: str) -> None:
        """Deliver another text. A server remembers what came with a key, so a tried job gets a new one."""
        self._db.write(
            "UPDATE job SET body = ?, idempotency_key = CASE tries WHEN 0 THEN idempotency_key ELSE ? END WHERE id = ?",
            (body, new_idempotency_key(), job),
        )
        self._note(job)

    def remove(self, job: JobId) -> None:
        self._note(job)
        self._db.write("DELETE FROM job WHERE id = ?", (job,))

    def get(self, job: JobId) -> Job | None:
        row = self._db.row(f"{SELECT} WHERE id = ?", (job,))
        return None if row is None else _job_from(row)

    def about_post(self, post: PostKey) -> list[Job]:
        """The jobs about one post, in the order of their delivery."""
        return [_job_from(row) for row in self._db.rows(f"{SELECT} WHERE post = ? ORDER BY id", (post,))]

    def about_person(self, person: PersonId) -> list[Job]:
        """Everything on its way to one person, in order: follows, unfollows, messages."""
        return [_job_from(row) for row in self._db.rows(f"{SELECT} WHERE person = ? ORDER BY id", (person,))]

    def summary(self) -> OutboxSummary:
        """How much is not delivered; a job being sent counts as waiting."""
        waiting = self._count(JobState.WAITING) + self._count(JobState.SENDING)
        return OutboxSummary(waiting, self._count(JobState.UNSURE), self._count(JobState.REFUSED))

    def doubt_interrupted(self) -> None:
        """At start: what was being sent when the program died may have arrived or not."""
        for row in self._db.rows("SELECT id FROM job WHERE state = 'sending'"):
            job = JobId(whole(row[0]))
            self._db.write("UPDATE job SET state = 'unsure' WHERE id = ?", (job,))
            self._note(job)

    def follow_clock(self, now: datetime) -> None:
        """The clock may have been set back: what it calls later than now is planned by a time that is no more."""
        rows = self._db.rows(
            "SELECT id FROM job WHERE state IN ('waiting', 'unsure') AND max(created_at, coalesce(tried_at, 0)) > ?",
            (micros(now),),
        )
        for row in rows:
            job = JobId(whole(row[0]))
            self._db.write(
                "UPDATE job SET created_at = min(created_at, ?1), tried_at = min(tried_at, ?1), "
                "not_before = min(not_before, ?1), next_try_at = min(next_try_at, ?1) WHERE id = ?2",
                (micros(now), job),
            )
            self._note(job)

    def _head(self, queue: str) -> Job | None:
        row = self._db.row(HEAD, (queue,))
        return None if row is None else _job_from(row)

    def _is_lost(self, job: Job) -> bool:
        """Whether it needs a post that the server will never have: its creation was refused or given up."""
        if job.post is None or job.state is not JobState.WAITING:
            return False
        if job.kind is not JobKind.CREATE_POST:
            return self._posts.remote_id(job.post) is None
        parent = self._posts.reply_to(job.post)
        return parent is not None and self._posts.remote_id(parent) is None

    def _give_up(self, job: Job) -> None:
        """A reply or an edit that is lost keeps its text; a deletion or a reaction has nothing left to do."""
        if job.kind in REACTION_OF:
            self.remove(job.id)
            return
        if job.kind is not JobKind.DELETE_POST or job.post is None:
            self.refuse(job.id, Problem(ProblemKind.NOT_FOUND))
            return
        for other in self.about_post(job.post):
            self.remove(other.id)
        self._posts.remove(job.post)

    def _move(self, job: JobId, state: JobState, next_try_at: datetime | None, problem: Problem) -> None:
        self._db.write(
            f"UPDATE job SET state = ?, next_try_at = ?, {SET_PROBLEM} WHERE id = ?",
            (state.value, micros_or_none(next_try_at), *problem_values(problem), job),
        )
        self._note(job)

    def _count(self, state: JobState) -> int:
        row = self._db.row(
            "SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE state = ? LIMIT ?)", (state.value, COUNTED_TO)
        )
        assert row is not None
        return whole(row[0])

    def _note(self, job: JobId) -> None:
        found = self.get(job)
        if found is None:
            return
        is_chat = found.kind is JobKind.SEND_MESSAGE
        people = frozenset() if found.person is None else frozenset({found.person})
        self._db.note(
            ChangeSet(
                outbox=frozenset({found.queue}),
                posts=frozenset() if found.post is None else frozenset({found.post}),
                messages=frozenset() if found.message is None else frozenset({found.message}),
                conversations=people if is_chat else frozenset(),
                people=frozenset() if is_chat else people,
            )
        )


def _due_at(job: Job) -> datetime:
    return job.not_before if job.next_try_at is None else max(job.not_before, job.next_try_at)


def _job_from(row: Row) -> Job:
    post, message, person = whole_or_none(row[8]), whole_or_none(row[9]), text_or_none(row[10])
    job = Job(
        id=JobId(whole(row[0])),
        queue=text(row[1]),
        kind=JobKind(text(row[2])),
        state=JobState(text(row[3])),
        idempotency_key=text(row[4]),
        created_at=moment(row[5]),
        not_before=moment(row[6]),
        body=text(row[7]),
        post=None if post is None else PostKey(post),
        message=None if message is None else MessageKey(message),
        person=None if person is None else PersonId(person),
    )
    return replace(
        job,
        tries=whole(row[11]),
        tried_at=moment_or_none(row[12]),
        next_try_at=moment_or_none(row[13]),
        draft=text(row[14]),
        problem=problem_from(row[15:]),
    )
