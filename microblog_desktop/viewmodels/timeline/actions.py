"""What can be done to a post of a timeline: each is one command and returns at once."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.commands import following, posting, undoing
from microblog_desktop.domain.ids import JobId, PersonId
from microblog_desktop.domain.outbox import JobKind
from microblog_desktop.domain.post import Reaction
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.timeline.rows import PostRow
from microblog_desktop.viewmodels.writing.drafts import DIALOG_DRAFT, edit_draft


class PostActions:
    """The wishes of a post's buttons and menu."""

    def __init__(self, store: AccountStore, undo_s: Callable[[], int]) -> None:
        """`undo_s` is asked at each deletion: the setting may change."""
        self._store = store
        self._undo_s = undo_s

    def delete(self, row: PostRow) -> None:
        posting.delete(self._store, row.post, now=self._store.clock(), undo_s=self._undo_s())

    def toggle(self, row: PostRow, reaction: Reaction) -> None:
        """Like, repost or bookmark a post, or take that back."""
        # Needed from the first press on.
        from microblog_desktop.commands import reacting

        now = self._store.clock()
        if _is_done(row, reaction):
            reacting.unreact(self._store, row.post, reaction, now=now)
        else:
            reacting.react(self._store, row.post, reaction, now=now, undo_s=self._undo_s())

    def undo(self, job: JobId) -> None:
        undoing.undo(self._store, job, now=self._store.clock())

    def try_again(self, job: JobId) -> None:
        undoing.try_again(self._store, job, now=self._store.clock())

    def discard(self, job: JobId) -> None:
        undoing.discard(self._store, job)

    def take_back(self, row: PostRow, job: JobId) -> JobKind | None:
        """Put a refused text back into a draft; tells which kind of writing goes on, None if it was too late."""
        known = self._store.outbox.get(job)
        if known is None:
            return None
        draft = edit_draft(row.post) if known.kind is JobKind.EDIT_POST else DIALOG_DRAFT
        was_taken = undoing.take_back_for_edit(self._store, job, draft, now=self._store.clock())
        return known.kind if was_taken else None

    def follow(self, person: PersonId) -> None:
        following.follow(self._store, person, now=self._store.clock())

    def unfollow(self, person: PersonId) -> None:
        following.unfollow(self._store, person, now=self._store.clock())


def _is_done(row: PostRow, reaction: Reaction) -> bool:
    return {
        Reaction.LIKE: row.liked,
        Reaction.REPOST: row.reposted,
        Reaction.BOOKMARK: row.bookmarked,
    }[reaction]
