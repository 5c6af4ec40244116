"""Take rows out of an account's file: a few in each transaction, and each leaves the file true.

What leaves the lower end of a timeline is fetched again by who scrolls there, what leaves its middle stands behind a
gap. All else leaves only if nothing names it at that moment.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from microblog_desktop.domain.ids import PersonId, PostKey, TimelineKey
from microblog_desktop.store.account.places import LOWEST
from microblog_desktop.store.account.unread import NOTIFICATIONS
from microblog_desktop.store.changes import ChangeSet
from microblog_desktop.store.sqlite.columns import Value, key_list, text
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.trimming.limits import Cut
from microblog_desktop.store.trimming.planning import WRITTEN_TO, Nameless

_DELETE_POSTS = (
    "DELETE FROM post WHERE key IN (SELECT value FROM json_each(?)) AND remote_id IS NOT NULL AND bookmarked = 0 "
    "AND wished_liked IS NULL AND wished_reposted IS NULL AND wished_bookmarked IS NULL AND pending_body IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.post = post.key) "
    "AND NOT EXISTS (SELECT 1 FROM notification WHERE notification.post = post.key) "
    "AND NOT EXISTS (SELECT 1 FROM job WHERE job.post = post.key) "
    "AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.reply_to = post.key) "
    "AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.name = 'edit:' || post.key) "
    "AND NOT EXISTS (SELECT 1 FROM post AS answer WHERE answer.reply_to_key = post.key AND answer.remote_id IS NULL)"
)
_DELETE_PEOPLE = (
    "DELETE FROM person WHERE id IN (SELECT value FROM json_each(?1)) "
    "AND NOT EXISTS (SELECT 1 FROM post WHERE post.key > ?2 AND post.author = person.id) "
    "AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.key > ?3 AND entry.reposted_by = person.id) "
    "AND NOT EXISTS (SELECT 1 FROM notification WHERE notification.key > ?4 AND notification.actor = person.id) "
    "AND NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.person = person.id) "
    "AND NOT EXISTS (SELECT 1 FROM message WHERE message.scope = person.id) "
    "AND NOT EXISTS (SELECT 1 FROM job WHERE job.person = person.id) "
    f"AND id NOT IN (SELECT person FROM people_list UNION {WRITTEN_TO})"
)


class Leaving:
    """Each method is one transaction and tells whether there is more of the same."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def cut(self, table: Literal["entry", "notification"], cut: Cut, rows: int) -> bool:
        """Let at most so many rows of a timeline go, the oldest first."""
        with self._db.transaction():
            if cut.above is None:
                return self._drop_whole(cut.scope, rows)
            bottom = self._bottom(table, cut)
            floor = text(bottom[0]) if bottom else LOWEST
            top = self._top(table, cut, floor, rows)
            if top is None:
                return False
            gone = self._db.write(
                f"DELETE FROM {table} WHERE scope = ? AND remote_id IS NOT NULL AND sort > ? AND sort < ?",
                (cut.scope, floor, top[0]),
            )
            self._db.write(
                f"DELETE FROM {table} WHERE scope = ? AND rank = 0 AND sort > ? AND sort <= ?",
                (cut.scope, floor, top[0]),
            )
            if bottom is None:
                self._db.write(
                    "UPDATE coverage SET oldest_sort = ?, oldest_cursor = ?, has_reached_start = 0 WHERE scope = ?",
                    (*top, f"{table}:{cut.scope}"),
                )
            else:
                self._db.write(
                    f"INSERT INTO {table} (scope, sort, rank, cursor, bottom_sort, bottom_cursor) "
                    "VALUES (?, ?, 0, ?, ?, ?)",
                    (cut.scope, *top, *bottom),
                )
            if gone:
                self._note(table, cut.scope)
            return text(top[0]) < cut.above

    def drop_posts(self, keys: Sequence[int]) -> None:
        """Forget posts that nothing names, with what they are found by and their translations."""
        with self._db.transaction():
            if self._db.write(_DELETE_POSTS, (key_list(keys),)):
                self._db.note(ChangeSet(posts=frozenset(PostKey(key) for key in keys)))

    def drop_people(self, people: Sequence[str], plan: Nameless) -> None:
        """Forget people whom nothing names, also nothing that came since the plan was made."""
        names = json.dumps(people)
        with self._db.transaction():
            if not self._db.write(_DELETE_PEOPLE, (names, plan.post, plan.entry, plan.notification)):
                return
            gone = "IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = "
            self._db.write(f"DELETE FROM profile WHERE person {gone}profile.person)", (names,))
            self._db.write(f"DELETE FROM search_named WHERE kind = 2 AND name {gone}search_named.name)", (names,))
            self._db.note(ChangeSet(people=frozenset(PersonId(person) for person in people)))

    def drop_list(self, scope: str) -> None:
        """Forget a list of people; it is read anew when somebody opens it."""
        with self._db.transaction():
            self._db.write("DELETE FROM people_list WHERE scope = ?", (scope,))
            self._db.write("DELETE FROM people_list_state WHERE scope = ?", (scope,))
            self._db.note(ChangeSet(lists=frozenset({scope})))

    def _drop_whole(self, scope: str, rows: int) -> bool:
        """A timeline that nobody opened; what is ours to deliver stays all the same."""
        gone = self._db.write(
            "DELETE FROM entry WHERE key IN (SELECT key FROM entry WHERE scope = ? "
            "AND (remote_id IS NOT NULL OR rank = 0) LIMIT ?)",
            (scope, rows),
        )
        # From the first piece on, nothing is known of it.
        self._db.write("DELETE FROM coverage WHERE scope = ?", (f"entry:{scope}",))
        self._note("entry", scope)
        return gone == rows

    def _top(self, table: str, cut: Cut, floor: str, rows: int) -> tuple[Value, Value] | None:
        """The row that is the lowest to stay, for now: `rows` above the floor, at most the one that stays for good."""
        places = f"SELECT sort, cursor FROM {table} WHERE scope = ? AND remote_id IS NOT NULL AND sort"
        row = self._db.row(f"{places} > ? ORDER BY sort LIMIT 1 OFFSET ?", (cut.scope, floor, rows))
        if row is None or cut.above is None or text(row[0]) > cut.above:
            row = self._db.row(f"{places} >= ? ORDER BY sort LIMIT 1", (cut.scope, cut.above))
        return None if row is None else (row[0], row[1])

    def _bottom(self, table: str, cut: Cut) -> tuple[Value, Value] | None:
        """The row below the cut, which stays; if it is gone since the plan was made, the next one."""
        if cut.below is None:
            return None
        row = self._db.row(
            f"SELECT sort, cursor FROM {table} WHERE scope = ? AND remote_id IS NOT NULL AND sort <= ? "
            "ORDER BY sort DESC LIMIT 1",
            (cut.scope, cut.below),
        )
        return None if row is None else (row[0], row[1])

    def _note(self, table: str, scope: str) -> None:
        if table == "entry":
            self._db.note(ChangeSet(timelines=frozenset({TimelineKey(scope)})))
        else:
            self._db.note(ChangeSet(lists=frozenset({NOTIFICATIONS}), counts=frozenset({NOTIFICATIONS})))
