"""Keep the index of the search true.

Triggers mark what a transaction changed; `follow` reads the marked rows once
more and writes what they are found by, just before the transaction commits. So
no writer can forget the index, and many changes of one row cost one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.store.account.search.docs import KIND_SHIFT, Kind, key_of
from microblog_desktop.store.sqlite.columns import Value, flag, key_list, text, text_or_none, whole
from microblog_desktop.store.sqlite.database import Database

_AT_ONCE = 1000
_FEWEST_PAGES = 2

_POSTS = (
    "SELECT doc, post.author, coalesce(post.pending_body, post.body) FROM json_each(?) AS wanted "
    "CROSS JOIN search_post ON search_post.key = wanted.value CROSS JOIN post ON post.key = wanted.value "
    "WHERE post.is_hidden = 0"
)
_MESSAGES = (
    "SELECT doc, message.scope, message.body, message.is_mine FROM json_each(?) AS wanted "
    "CROSS JOIN search_message ON search_message.key = wanted.value CROSS JOIN message ON message.key = wanted.value "
    "WHERE message.rank = 1 AND message.is_hidden = 0"
)
_PEOPLE = (
    "SELECT doc, person.username, person.name, person.about_me FROM json_each(?) AS wanted "
    "CROSS JOIN search_named ON search_named.doc = wanted.value AND search_named.kind = 2 "
    "CROSS JOIN person ON person.id = search_named.name"
)
_DRAFTS = (
    "SELECT doc, draft.body FROM json_each(?) AS wanted "
    "CROSS JOIN search_named ON search_named.doc = wanted.value AND search_named.kind = 3 "
    "CROSS JOIN draft ON draft.name = search_named.name"
)
_FORGET_DRAFTS = (
    "DELETE FROM search_named WHERE kind = 3 AND doc IN (SELECT value FROM json_each(?)) "
    "AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.name = search_named.name)"
)
# The next rows that were there before there was an index.
_UNBUILT = {
    Kind.PERSON: "SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?",
    Kind.DRAFT: "SELECT name FROM draft WHERE name > ? ORDER BY name LIMIT ?",
    Kind.MESSAGE: "SELECT key FROM message WHERE key < ? ORDER BY key DESC LIMIT ?",
    Kind.POST: "SELECT key FROM post WHERE key < ? ORDER BY key DESC LIMIT ?",
}


class SearchIndex:
    """The index of one account's file."""

    def __init__(self, db: Database, me: PersonId) -> None:
        self._db = db
        self._me = me

    @property
    def is_whole(self) -> bool:
        """Whether what was there before the index is in it by now."""
        return self._db.row("SELECT kind FROM search_unbuilt LIMIT 1") is None

    def follow(self) -> None:
        """Make the marked rows true; runs inside each transaction, at its end."""
        done = 0
        while docs := self._stale():
            # The lowest first: the index takes rows in that order without writing them out one by one.
            self._db.write_all("DELETE FROM search WHERE rowid = ?", [(doc,) for doc in docs])
            self._db.write_all("INSERT INTO search (rowid, words) VALUES (?, ?)", sorted(self._words(docs)))
            if docs[-1] >= Kind.DRAFT.docs[0]:
                self._db.write(_FORGET_DRAFTS, (key_list(key_of(doc) for doc in docs),))
            self._db.write("DELETE FROM search_stale WHERE doc <= ?", (docs[-1],))
            done += len(docs)
        if done:
            # Left to itself the index tidies up much at once, now and then: a stall. So a little each time.
            self._db.write("INSERT INTO search (search, rank) VALUES ('merge', ?)", (_FEWEST_PAGES + done // 4,))

    def build(self, rows: int) -> bool:
        """Index that many rows of old in one transaction; tells whether there are more."""
        with self._db.transaction():
            unbuilt = {row[0]: row[1] for row in self._db.rows("SELECT kind, done FROM search_unbuilt")}
            kind = next((kind for kind in _UNBUILT if kind.value in unbuilt), None)
            if kind is None:
                return False
            names = [row[0] for row in self._db.rows(_UNBUILT[kind], (unbuilt[kind.value], rows))]
            if names:
                self._mark(kind, names)
                self._db.write("UPDATE search_unbuilt SET done = ? WHERE kind = ?", (names[-1], kind.value))
            else:
                self._db.write("DELETE FROM search_unbuilt WHERE kind = ?", (kind.value,))
        return True

    def begin_tidying(self, pages: int) -> bool:
        """Begin to write the whole index together, so that what was deleted takes no room; `tidy` goes on."""
        return self.tidy(-pages)

    def tidy(self, pages: int) -> bool:
        """Write a piece of the index together; tells whether there is more."""
        with self._db.transaction():
            before = self._db.connection.total_changes()
            self._db.write("INSERT INTO search (search, rank) VALUES ('merge', ?)", (pages,))
            return self._db.connection.total_changes() - before >= _FEWEST_PAGES

    def _stale(self) -> list[int]:
        rows = self._db.rows("SELECT doc FROM search_stale ORDER BY doc LIMIT ?", (_AT_ONCE,))
        return [whole(row[0]) for row in rows]

    def _mark(self, kind: Kind, names: Sequence[Value]) -> None:
        bindings = [(name,) for name in names]
        if kind in (Kind.POST, Kind.MESSAGE):
            view = "search_post" if kind is Kind.POST else "search_message"
            self._db.write_all(f"INSERT OR IGNORE INTO search_stale SELECT doc FROM {view} WHERE key = ?", bindings)
            return
        number = kind.value
        self._db.write_all(f"INSERT OR IGNORE INTO search_named (kind, name) VALUES ({number}, ?)", bindings)
        self._db.write_all(
            f"INSERT OR IGNORE INTO search_stale SELECT ({number} << {KIND_SHIFT}) | doc FROM search_named "
            f"WHERE kind = {number} AND name = ?",
            bindings,
        )

    def _words(self, docs: Sequence[int]) -> Iterator[tuple[int, str]]:
        """What the rows that are still there are found by; one that has moved is only where it is now."""
        # Needed with the first text that changes: the first paint does not wait for it.
        from microblog_desktop.domain.rules.search_words import words_of

        wanted = set(docs)
        keys = {kind: key_list(key_of(doc) for doc in docs if doc >> KIND_SHIFT == kind.value) for kind in Kind}
        for doc, author, body in self._read(_POSTS, keys[Kind.POST]):
            if doc in wanted:
                yield whole(doc), words_of(text(body), text(author))
        for doc, person, body, is_mine in self._read(_MESSAGES, keys[Kind.MESSAGE]):
            if doc in wanted:
                yield whole(doc), words_of(text(body), self._me if flag(is_mine) else text(person))
        for doc, username, name, about_me in self._read(_PEOPLE, keys[Kind.PERSON]):
            parts = (text(username), text(name), text_or_none(about_me) or "")
            yield Kind.PERSON.doc(whole(doc)), words_of("\n".join(parts))
        for doc, body in self._read(_DRAFTS, keys[Kind.DRAFT]):
            yield Kind.DRAFT.doc(whole(doc)), words_of(text(body))

    def _read(self, sql: str, keys: str) -> list[tuple[Value, ...]]:
        return [] if keys == "[]" else self._db.rows(sql, (keys,))
