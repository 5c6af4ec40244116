"""Accounts, preferences and the index of cached pictures."""

SQL = """
CREATE TABLE preference (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    people INTEGER,
    languages TEXT NOT NULL,
    limit_post INTEGER NOT NULL,
    limit_message INTEGER NOT NULL,
    limit_about_me INTEGER NOT NULL,
    counted_in TEXT NOT NULL,
    capabilities TEXT NOT NULL,
    username TEXT NOT NULL,
    person_id TEXT NOT NULL,
    vault TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE last_account (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    account TEXT NOT NULL REFERENCES account (id)
);

CREATE TABLE picture (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    etag TEXT,
    fetched_at INTEGER NOT NULL,
    size INTEGER NOT NULL
);
CREATE INDEX picture_age ON picture (fetched_at, key);

-- One row, kept by the triggers, so that no sum runs over the table.
CREATE TABLE picture_total (only INTEGER PRIMARY KEY CHECK (only = 1), bytes INTEGER NOT NULL);
INSERT INTO picture_total VALUES (1, 0);
CREATE TRIGGER picture_added AFTER INSERT ON picture BEGIN
    UPDATE picture_total SET bytes = bytes + new.size;
END;
CREATE TRIGGER picture_removed AFTER DELETE ON picture BEGIN
    UPDATE picture_total SET bytes = bytes - old.size;
END;
CREATE TRIGGER picture_resized AFTER UPDATE OF size ON picture BEGIN
    UPDATE picture_total SET bytes = bytes - old.size + new.size;
END;
"""
