"""The rows of a timeline's window, made once and again only when something they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import ge

from microblog_desktop.domain.ids import EntryKey, PersonId
from microblog_desktop.domain.outbox import JobState
from microblog_desktop.domain.values import replace
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.rows import EntryRow, StoredPost
from microblog_desktop.viewmodels.timeline.rows import (
    NOT_TRANSLATING,
    Offers,
    PostRow,
    TimelineRow,
    timeline_row,
)


class RowCache:
    """Entries by key with their rows; holds what the window holds."""

    def __init__(
        self,
        store: AccountStore,
        offers: Offers,
        read: Callable[[Sequence[EntryKey]], list[EntryRow]] | None = None,
    ) -> None:
        """`read` finds entries by their keys; it is the timelines' own unless told otherwise."""
        self._store = store
        self._offers = offers
        self._read = read or store.timelines.entry_rows
        self._has_places = read is None
        self._entries: dict[EntryKey, EntryRow] = {}
        self._rows: dict[EntryKey, TimelineRow] = {}
        self._asked_to_follow: dict[PersonId, bool] = {}
        self._stale: set[EntryKey] = set()
        self._keys: Sequence[EntryKey] = ()
        self._is_due = True

    def rows(self, keys: Sequence[EntryKey]) -> list[TimelineRow]:
        """The rows of `keys`, read and made as far as needed; others are forgotten."""
        if self._is_due or keys != self._keys:
            self._take(keys, self._read_fresh(keys))
            disordered = self._disordered()
            if disordered:
                # A server has sorted anew; that is told by nothing else.
                self._stale.update(disordered)
                self._take(keys, self._read_fresh(keys))
            self._keys, self._is_due = keys, False
        return list(self._rows.values())

    def _read_fresh(self, keys: Sequence[EntryKey]) -> dict[EntryKey, EntryRow | None]:
        """What must be read; None for what is not there any more."""
        wanted = [key for key in keys if key in self._stale or key not in self._entries]
        found = {entry.key: entry for entry in self._read(wanted)} if wanted else {}
        self._asked_to_follow = self._store.people.asked_to_follow()
        self._stale.clear()
        return {key: found.get(key) for key in wanted}

    def _take(self, keys: Sequence[EntryKey], fresh: dict[EntryKey, EntryRow | None]) -> None:
        before, made = self._entries, self._rows
        entries: dict[EntryKey, EntryRow] = {}
        rows: dict[EntryKey, TimelineRow] = {}
        for key in keys:
            entry = fresh[key] if key in fresh else before[key]
            if entry is None:
                continue
            entries[key] = entry
            row = made.get(key)
            if row is None or (key in fresh and entry != before.get(key)):
                row = self._make(entry)
            if row is not None:
                rows[key] = row
        self._entries, self._rows = entries, rows

    def _disordered(self) -> list[EntryKey]:
        orders = [entry.order for entry in self._entries.values()]
        is_sorted = all(map(ge, orders, orders[1:]))
        return [] if is_sorted or not self._has_places else list(self._entries)

    def forget(self) -> None:
        """Make every row anew: the language has changed."""
        self._entries.clear()
        self._rows.clear()
        self._is_due = True

    def order(self, key: EntryKey) -> str | None:
        entry = self._entries.get(key)
        return entry.order if entry else None

    def note(self, changes: ChangeSet) -> bool:
        """Remember which rows a change may concern; tells whether there are any."""
        if changes.timelines:
            self._stale.update(self._may_have_moved())
        if changes.people or changes.status or changes.outbox:
            concerned = [key for key, entry in self._entries.items() if self._is_concerned(entry, changes)]
            if changes.people or changes.status:
                for key in concerned:
                    # These change the words of a row without changing its entry.
                    self._rows.pop(key, None)
        else:
            posts = changes.posts
            concerned = [key for key, entry in self._entries.items() if entry.post and entry.post.key in posts]
        self._stale.update(concerned)
        self._is_due = self._is_due or bool(self._stale)
        return bool(changes.timelines or self._stale)

    def _may_have_moved(self) -> list[EntryKey]:
        """After pages came: what is mine finds its place, holes get smaller; a post of others is told of by itself."""
        if not self._has_places:
            return list(self._entries)
        return [key for key, entry in self._entries.items() if entry.post is None or entry.post.is_mine]

    def count_down(self) -> bool:
        """Say again the seconds that are left to undo; tells whether any row still counts."""
        now = self._store.clock()
        counting = [entry for entry in self._entries.values() if _counts(entry)]
        for entry in counting:
            row = self._make(entry)
            if row is not None:
                self._rows[entry.key] = row
        return any(entry.post and entry.post.delivery and entry.post.delivery.not_before > now for entry in counting)

    def _make(self, entry: EntryRow) -> TimelineRow | None:
        is_online = self._store.status.network.is_usable
        translating = self._store.status.activity(f"translate:{entry.post.key}") if entry.post else NOT_TRANSLATING
        row = timeline_row(entry, self._offers, self._store.clock(), is_online=is_online, translating=translating)
        if isinstance(row, PostRow) and row.can_follow:
            # What was asked for and not yet delivered counts: the menu must not offer it again.
            asked = self._asked_to_follow.get(row.author, row.you_follow)
            if asked != row.you_follow:
                return replace(row, you_follow=asked)
        return row

    @staticmethod
    def _is_concerned(entry: EntryRow, changes: ChangeSet) -> bool:
        if entry.gap is not None:
            return f"gap:{entry.key}" in changes.status
        post = entry.post
        if post is None:
            return True
        reposter = entry.reposted_by
        is_under_way = post.delivery is not None or post.is_mine
        depends_on_network = post.delivery is not None or _awaits_translation(post)
        return (
            post.key in changes.posts
            or post.author.id in changes.people
            or (reposter is not None and reposter.id in changes.people)
            or (is_under_way and bool(changes.outbox))
            or (depends_on_network and "network" in changes.status)
            or (bool(changes.status) and f"translate:{post.key}" in changes.status)
        )


def _awaits_translation(post: StoredPost) -> bool:
    return post.wanted_translation is not None and post.translation is None


def _counts(entry: EntryRow) -> bool:
    """Whether a row says how many seconds are left, or just stopped to."""
    return entry.post is not None and entry.post.delivery is not None and entry.post.delivery.state is JobState.WAITING
