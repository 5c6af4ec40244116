"""Carry over what the server has too, so that it is here without a network: where somebody reads, messages,
bookmarks, people, what was searched for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from microblog_desktop.domain.ids import BOOKMARKS, EXPLORE, HOME, EntryKey, MessageKey, PersonId, PostKey
from microblog_desktop.store.rescue.damaged import RowByName
from microblog_desktop.store.rescue.places import PlacesRescue
from microblog_desktop.store.rescue.putting import Putting, whole_key
from microblog_desktop.store.sqlite.columns import text

_POSTS_AROUND = 500
_MOST_BOOKMARKS = 5000
_MESSAGES_AROUND = 2000
_MOST_CONVERSATIONS = 2000


class CachedRescue:
    """Each part is a transaction of its own: what fails to be carried takes nothing else with it."""

    def __init__(self, putting: Putting) -> None:
        self._putting = putting
        self._entries = PlacesRescue(putting, "entry", self._put_entry)
        self._messages = PlacesRescue(putting, "message", self._put_message)

    def home(self) -> int:
        """What is around the reading place; how many posts."""
        return self._part(lambda: self._entries.carry(HOME, _POSTS_AROUND))

    def conversations(self) -> int:
        """Each with its messages, those that were deleted here too; how many messages."""
        scopes = [row["person"] for row in self._putting.old.all("conversation", "person")]
        scopes += [
            row["scope"]
            for row in self._putting.old.rows("SELECT DISTINCT scope FROM message WHERE remote_id IS NOT NULL")
            if row["scope"] not in scopes
        ]
        people = [scope for scope in scopes if isinstance(scope, str)][:_MOST_CONVERSATIONS]
        return sum(self._part(partial(self._conversation, person)) for person in people)

    def bookmarks(self) -> int:
        return self._part(self._bookmarks)

    def rest(self) -> int:
        """Explore, searches, and all people that can be read."""
        found = self._part(lambda: self._entries.carry(EXPLORE, _POSTS_AROUND))
        self._part(self._searches)
        self._part(self._everybody)
        return found

    def let_index_be_built(self) -> None:
        """Their words are found by and by: building the index for all of them would take the time of a start."""
        db = self._putting.store.db
        with self._putting.store.transaction():
            for kind, table in ((0, "post"), (1, "message")):
                last = f"SELECT {kind}, key + 1 FROM {table} ORDER BY key DESC LIMIT 1"
                db.write(f"INSERT OR REPLACE INTO search_unbuilt {last}")
            db.write("INSERT OR REPLACE INTO search_unbuilt SELECT 2, '' FROM person LIMIT 1")

    def _part(self, carry: Callable[[], int]) -> int:
        """Without the index of the search, which follows later."""
        if self._putting.old.is_over:
            return 0
        store = self._putting.store
        with store.transaction():
            found = carry()
            store.db.write("DELETE FROM search_stale")
        return found

    def _conversation(self, person: str) -> int:
        putting, store = self._putting, self._putting.store
        putting.person(person)
        id = PersonId(person)
        for row in putting.old.by_key("conversation", "person", person):
            putting.put("conversation", row, lambda _: store.conversations.get(id))
        for row in putting.old.rows("SELECT * FROM message WHERE scope = ? AND is_hidden = 1", (person,)):
            self._put_message(row)
        found = self._messages.carry(person, _MESSAGES_AROUND)
        store.conversations.follow_messages(id)
        return found

    def _bookmarks(self) -> int:
        old, store = self._putting.old, self._putting.store
        found = self._entries.carry(BOOKMARKS, _MOST_BOOKMARKS)
        wished = old.rows("SELECT * FROM entry WHERE scope = ? AND remote_id IS NULL AND rank = 1", (BOOKMARKS,))
        for row in wished:
            found += self._put_entry(row) is not None
        store.db.write("UPDATE coverage SET refreshed_at = 0 WHERE scope = ?", (f"entry:{BOOKMARKS}",))
        return found

    def _searches(self) -> int:
        rows = self._putting.old.all("recent_search", "text")
        return sum(self._putting.put("recent_search", row, lambda row: text(row["text"])) for row in rows)

    def _everybody(self) -> int:
        store = self._putting.store
        rows = self._putting.old.all("person", "id")
        return sum(
            self._putting.put("person", row, lambda row: store.people.get(PersonId(str(row["id"]))))
            for row in rows
            if not self._putting.old.is_over
        )

    def _put_entry(self, row: RowByName) -> int | None:
        putting, store = self._putting, self._putting.store
        for post in putting.old.by_key("post", "key", row["post"]):
            if not isinstance(post["key"], int) or not (putting.post(post) or store.posts.get(PostKey(post["key"]))):
                return None
            if row["reposted_by"] is not None:
                putting.person(row["reposted_by"])
            columns = ("scope", "sort", "remote_id", "cursor", "is_seen", "post", "reposted_by")
            entry = {name: row[name] for name in columns}
            if putting.put("entry", entry, lambda _: self._read_entry(store.db.connection.last_insert_rowid())):
                return store.db.connection.last_insert_rowid()
        return None

    def _read_entry(self, key: int) -> None:
        (row,) = self._putting.store.timelines.entry_rows([EntryKey(key)])
        text(row.order)

    def _put_message(self, row: RowByName) -> int | None:
        store = self._putting.store
        read = self._putting.put("message", row, lambda row: store.messages.rows([MessageKey(whole_key(row["key"]))]))
        return whole_key(row["key"]) if read else None
