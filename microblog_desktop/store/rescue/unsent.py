"""Save from a damaged file what exists nowhere else: drafts, and what was not delivered."""

from __future__ import annotations

from microblog_desktop.domain.ids import HOME, JobId, PersonId, PostKey
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.store.rescue.damaged import RowByName
from microblog_desktop.store.rescue.putting import Putting, whole_key


def rescue_unsent(putting: Putting) -> int:
    """Copy drafts and undelivered jobs; how many there were."""
    with putting.store.durable_transaction():
        drafts = [row for row in putting.old.all("draft", "name") if putting.put("draft", row)]
        jobs = [row for row in putting.old.all("job", "id") if _rescue_job(putting, row)]
        return len(drafts) + len(jobs)


def _rescue_job(putting: Putting, job: RowByName) -> bool:
    """A job with the rows that it is about. What was being sent may have arrived or not."""
    old, store = putting.old, putting.store
    if job["state"] == "sending":
        job["state"] = "unsure"
    for post in old.by_key("post", "key", job["post"]):
        putting.post(post)
    for message in old.by_key("message", "key", job["message"]):
        if putting.put("message", message):
            store.conversations.follow_messages(PersonId(str(message["scope"])))
    putting.person(job["person"])
    if not putting.put("job", job, lambda row: store.outbox.get(JobId(whole_key(row["id"])))):
        return False
    if job["kind"] == JobKind.CREATE_POST.value and isinstance(job["post"], int):
        store.timelines.add_local(HOME, PostKey(job["post"]))
    return True
