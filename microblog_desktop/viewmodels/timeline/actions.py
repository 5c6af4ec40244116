"""What can be done to a post of a timeline: each is one command and returns at once.

The commands are loaded with the first press: the first paint waits for this module.
"""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.ids import JobId, PersonId, PostKey
from microblog_desktop.domain.outbox import JobKind, JobState
from microblog_desktop.domain.posts.post import Reaction
from microblog_desktop.domain.values import replace
from microblog_desktop.i18n.translate import current_language
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.ports import PostSyncPort
from microblog_desktop.viewmodels.timeline.rows import PostRow
from microblog_desktop.viewmodels.writing.drafts import DIALOG_DRAFT, edit_draft


class PostActions:
    """The wishes of a post's buttons and menu."""

    def __init__(
        self,
        store: AccountStore,
        undo_s: Callable[[], int],
        sync: PostSyncPort,
        asks_before_deleting: Callable[[], bool] = lambda: False,
        languages_to_translate: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """The functions are asked each time, since settings change."""
        self._asks = asks_before_deleting
        self._languages_to_translate = languages_to_translate
        self._translated: set[PostKey] = set()
        self._store = store
        self._undo_s = undo_s
        self._sync = sync

    def delete(self, row: PostRow) -> None:
        from microblog_desktop.commands import posting

        posting.delete(self._store, row.post, now=self._store.clock(), undo_s=self._undo_s())

    def deletion(self, post: PostKey) -> JobId | None:
        """The deletion of a post that waits to be sent, and can be undone."""
        jobs = self._store.outbox.about_post(post)
        waiting = (job for job in jobs if job.kind is JobKind.DELETE_POST and job.state is JobState.WAITING)
        return next((job.id for job in waiting), None)

    @property
    def translates_unasked(self) -> bool:
        """Whether there is any language that the person wants translated."""
        return bool(self._languages_to_translate())

    @property
    def asks_before_deleting(self) -> bool:
        return self._asks()

    @property
    def undo_s(self) -> int:
        """For how many seconds things wait to be taken back."""
        return self._undo_s()

    def toggle(self, row: PostRow, reaction: Reaction) -> None:
        """Like, repost or bookmark a post, or take that back."""
        from microblog_desktop.commands import reacting

        now = self._store.clock()
        if is_done(row, reaction):
            reacting.unreact(self._store, row.post, reaction, now=now)
        else:
            reacting.react(self._store, row.post, reaction, now=now, undo_s=self._undo_s())

    def translate(self, row: PostRow) -> None:
        """Show the post in the reader's language, or as it was written if that is what stands there now."""
        from microblog_desktop.commands import translating

        if row.translation is not None:
            translating.hide(self._store, row.post)
        else:
            self.translate_again(row)

    def translate_unasked(self, row: PostRow) -> None:
        """Translate what is in view, if the person wants that of its language; never what they have hidden."""
        if row.post in self._translated or row.translation is not None or not row.can_translate:
            return
        from microblog_desktop.i18n.language_names import base_of

        status = self._store.status
        if status.is_metered or not status.network.is_usable:
            return
        if base_of(row.language) in self._languages_to_translate():
            self._translated.add(row.post)
            if not self._store.translations.is_hidden(row.post):
                self.translate_again(row)

    def translate_again(self, row: PostRow) -> None:
        """Show the post in the reader's language, and have it translated if that is not here."""
        from microblog_desktop.commands import translating

        target = current_language()
        if not translating.show(self._store, row.post, target):
            self._sync.translate(row.post, target)

    def keep_open(self, row: PostRow, steps: int) -> None:
        """Remember how much of a long post is open, for the next start too."""
        from microblog_desktop.commands import reading

        reading.keep_open(self._store, row.post, steps)

    def undo(self, job: JobId) -> None:
        from microblog_desktop.commands import undoing

        undoing.undo(self._store, job, now=self._store.clock())

    def try_again(self, job: JobId) -> None:
        from microblog_desktop.commands import undoing

        undoing.try_again(self._store, job, now=self._store.clock())

    def discard(self, job: JobId) -> None:
        from microblog_desktop.commands import undoing

        undoing.discard(self._store, job)

    def take_back(self, row: PostRow, job: JobId) -> JobKind | None:
        """Put a refused text back into a draft; tells which kind of writing goes on, None if it was too late."""
        from microblog_desktop.commands import undoing

        known = self._store.outbox.get(job)
        if known is None:
            return None
        draft = edit_draft(row.post) if known.kind is JobKind.EDIT_POST else DIALOG_DRAFT
        was_taken = undoing.take_back_for_edit(self._store, job, draft, now=self._store.clock())
        return known.kind if was_taken else None

    def follow(self, person: PersonId) -> None:
        from microblog_desktop.commands import following

        following.follow(self._store, person, now=self._store.clock())

    def unfollow(self, person: PersonId) -> None:
        from microblog_desktop.commands import following

        following.unfollow(self._store, person, now=self._store.clock())


def is_done(row: PostRow, reaction: Reaction) -> bool:
    """Whether the reader has liked, reposted or bookmarked it."""
    return {
        Reaction.LIKE: row.liked,
        Reaction.REPOST: row.reposted,
        Reaction.BOOKMARK: row.bookmarked,
    }[reaction]


def with_reaction(row: PostRow, reaction: Reaction, *, has_it: bool) -> PostRow:
    """The row as it is once that is done, or taken back."""
    match reaction:
        case Reaction.LIKE:
            return replace(row, liked=has_it)
        case Reaction.REPOST:
            return replace(row, reposted=has_it)
        case Reaction.BOOKMARK:
            return replace(row, bookmarked=has_it)
