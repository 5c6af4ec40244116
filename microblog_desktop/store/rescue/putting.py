"""Put rows of a damaged file into a new one, each read back as the client will: what makes no sense is left out."""

from __future__ import annotations

from collections.abc import Callable

import apsw

from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.store.rescue.damaged import DamagedFile, RowByName
from microblog_desktop.store.sqlite.columns import Value
from microblog_desktop.store.sqlite.database import Database


class Putting:
    """Rows of one account's file, with what they name."""

    def __init__(self, old: DamagedFile, store: AccountStore) -> None:
        self.old = old
        self.store = store
        self._people: set[str] = set()

    def put(self, table: str, row: RowByName, read_back: Callable[[RowByName], object] = lambda _: None) -> bool:
        """Whether it is there now; one of the same name that was there before stays."""
        return put(self.store.db, table, row, read_back)

    def post(self, post: RowByName) -> bool:
        """A post with what it answers here, and who wrote it."""
        for parent in self.old.by_key("post", "key", post["reply_to_key"]):
            self.person(parent["author"])
            self.put("post", parent)
        self.person(post["author"])
        return self.put("post", post, lambda row: self.store.posts.get(PostKey(whole_key(row["key"]))))

    def person(self, person: Value) -> None:
        """Somebody of whom only the id is left gets a name with the next page of the server."""
        if not isinstance(person, str) or person in self._people:
            return
        self._people.add(person)
        if self.store.people.get(PersonId(person)) is not None:
            return
        found = self.old.by_key("person", "id", person)
        if not any(self.put("person", row, lambda _: self.store.people.get(PersonId(person))) for row in found):
            self.put("person", {"id": person, "username": person, "name": ""})


def put(db: Database, table: str, row: RowByName, read_back: Callable[[RowByName], object] = lambda _: None) -> bool:
    """Insert a row and read it as the client will; False, and it is gone again, if that does not work."""
    columns = ", ".join(row)
    db.connection.execute("SAVEPOINT rescued")
    try:
        places = ", ".join("?" * len(row))
        count = db.write(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))
        read_back(row)
    except apsw.FullError:
        raise
    except (apsw.Error, AssertionError, ValueError, OverflowError):
        db.connection.execute("ROLLBACK TO rescued")
        return False
    finally:
        # A full disk has ended the whole transaction.
        if db.connection.in_transaction:
            db.connection.execute("RELEASE rescued")
    return count > 0


def whole_key(value: Value) -> int:
    if not isinstance(value, int):
        raise ValueError("not a key")
    return value
