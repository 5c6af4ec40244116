"""The profile's file: accounts and preferences of one person on one computer."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId, PersonId
from microblog_desktop.domain.server import Capability, CountedIn, Limits, ServerDescription, ServerKind
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.preferences import Preferences
from microblog_desktop.store.sqlite.columns import Row, Value, text, whole, whole_or_none
from microblog_desktop.store.sqlite.database import Database
from microblog_desktop.store.sqlite.migrations import PROFILE

FIELDS = (
    "id", "url", "kind", "name", "version", "people", "languages", "limit_post", "limit_message", "limit_about_me",
    "counted_in", "capabilities", "username", "person_id", "vault",
)  # fmt: skip
SELECT = f"SELECT {', '.join(FIELDS)} FROM account"
# Who was there keeps their place, who is new comes last.
SAVE = f"""
INSERT OR REPLACE INTO account ({", ".join(FIELDS)}, added)
VALUES ({", ".join("?" * len(FIELDS))},
        coalesce((SELECT added FROM account WHERE id = ?), (SELECT coalesce(max(added), 0) + 1 FROM account)))
"""
LONGEST_LIST = 100


class ProfileStore:
    """Open or create the file; raises `StoreError`."""

    def __init__(self, path: Path | str, feed: ChangeFeed) -> None:
        self.feed = feed
        self.db = Database(path, feed, PROFILE)
        self.accounts = AccountRows(self.db)
        self.preferences = Preferences(self.db)

    def transaction(self) -> AbstractContextManager[None]:
        return self.db.transaction()

    def durable_transaction(self) -> AbstractContextManager[None]:
        return self.db.durable_transaction()

    def close(self) -> None:
        self.db.close()


class AccountRows:
    """The accounts of this profile; tokens are in the vault."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Account]:
        """Every account in the order in which they were added, at most 100."""
        return [account_from(row) for row in self._db.rows(f"{SELECT} ORDER BY added LIMIT ?", (LONGEST_LIST,))]

    def count(self) -> int:
        row = self._db.row("SELECT count(*) FROM account")
        return 0 if row is None else whole(row[0])

    def get(self, account: AccountId) -> Account | None:
        row = self._db.row(f"{SELECT} WHERE id = ?", (account,))
        return None if row is None else account_from(row)

    def save(self, account: Account) -> None:
        self._db.write(SAVE, (*account_values(account), account.id))
        self._note(account.id)

    def forget(self, account: AccountId) -> None:
        """Take an account off the list; its file and its token are the caller's to remove."""
        self._db.write("DELETE FROM last_account WHERE account = ?", (account,))
        self._db.write("DELETE FROM account WHERE id = ?", (account,))
        self._note(account)

    def last(self) -> Account | None:
        """The account that was open last; if it is gone, the first."""
        row = self._db.row(f"{SELECT} WHERE id = (SELECT account FROM last_account WHERE only = 1)")
        row = row or self._db.row(f"{SELECT} ORDER BY added LIMIT 1")
        return None if row is None else account_from(row)

    def set_last(self, account: AccountId) -> None:
        # Each start tells the same again, and most write nothing by it.
        changed = self._db.write(
            "INSERT INTO last_account VALUES (1, ?1) ON CONFLICT DO UPDATE SET account = ?1 WHERE account <> ?1",
            (account,),
        )
        if changed:
            self._note(account)

    def _note(self, account: AccountId) -> None:
        self._db.note(ChangeSet(accounts=frozenset({account})))


def account_values(account: Account) -> tuple[Value, ...]:
    server = account.server
    return (
        account.id,
        server.url,
        server.kind.value,
        server.name,
        server.version,
        server.people,
        ",".join(server.languages),
        server.limits.post,
        server.limits.message,
        server.limits.about_me,
        server.limits.counted_in.value,
        ",".join(sorted(capability.value for capability in server.capabilities)),
        account.username,
        account.person_id,
        account.vault.value,
    )


def account_from(row: Row) -> Account:
    known = {capability.value for capability in Capability}
    offered = [name for name in text(row[11]).split(",") if name in known]
    server = ServerDescription(
        url=text(row[1]),
        kind=ServerKind(text(row[2])),
        name=text(row[3]),
        version=text(row[4]),
        people=whole_or_none(row[5]),
        languages=tuple(filter(None, text(row[6]).split(","))),
        limits=Limits(whole(row[7]), whole(row[8]), whole(row[9]), CountedIn(text(row[10]))),
        capabilities=frozenset(Capability(name) for name in offered),
    )
    return Account(AccountId(text(row[0])), server, text(row[12]), PersonId(text(row[13])), VaultKind(text(row[14])))
