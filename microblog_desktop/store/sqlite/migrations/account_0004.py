"""The index of the search, and what was searched for.

Whatever changes a text marks its row in `search_stale`; the program makes the
marked rows of the index true before it commits (`store/account/search/index.py`).
The program also tidies the index up (`merge`), so it does not do so by itself.
A row of the index is kind << 60 | days << 28 | key: the newest come last, to the
day. People and drafts have no numbers of their own: theirs are in `search_named`.
`search_unbuilt` says which rows of old were never indexed: those below the key, or
after the name. (No trigger says OR IGNORE: what the outer statement says of conflicts would hold instead.)
"""

SQL = """
CREATE VIRTUAL TABLE search USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
);
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 200);
CREATE TABLE search_stale (doc INTEGER PRIMARY KEY);
CREATE TABLE search_named (
    doc INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (kind, name)
);
CREATE TABLE search_unbuilt (kind INTEGER PRIMARY KEY, done) WITHOUT ROWID;
CREATE TABLE recent_search (text TEXT PRIMARY KEY, searched_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX recent_search_age ON recent_search (searched_at);

CREATE VIEW search_post (doc, key) AS
    SELECT (max(0, min(created_at / 86400000000, 2147483647)) << 28) | key, key FROM post WHERE key < 268435456;
CREATE VIEW search_message (doc, key) AS
    SELECT (1 << 60) | (max(0, min(created_at / 86400000000, 2147483647)) << 28) | key, key
    FROM message WHERE key < 268435456;

INSERT INTO search_unbuilt SELECT 0, key + 1 FROM post ORDER BY key DESC LIMIT 1;
INSERT INTO search_unbuilt SELECT 1, key + 1 FROM message ORDER BY key DESC LIMIT 1;
INSERT INTO search_unbuilt SELECT 2, '' FROM person LIMIT 1;
INSERT INTO search_unbuilt SELECT 3, '' FROM draft LIMIT 1;

CREATE TRIGGER search_post_added AFTER INSERT ON post BEGIN
    INSERT INTO search_stale SELECT doc FROM search_post WHERE key = new.key AND doc NOT IN search_stale;
END;
CREATE TRIGGER search_post_leaves BEFORE UPDATE OF key, author, body, pending_body, created_at, is_hidden ON post
WHEN (old.key, old.author, old.body, old.created_at, old.is_hidden)
    <> (new.key, new.author, new.body, new.created_at, new.is_hidden) OR old.pending_body IS NOT new.pending_body BEGIN
    INSERT INTO search_stale SELECT doc FROM search_post WHERE key = old.key AND doc NOT IN search_stale;
END;
CREATE TRIGGER search_post_changed AFTER UPDATE OF key, author, body, pending_body, created_at, is_hidden ON post
WHEN (old.key, old.author, old.body, old.created_at, old.is_hidden)
    <> (new.key, new.author, new.body, new.created_at, new.is_hidden) OR old.pending_body IS NOT new.pending_body BEGIN
    INSERT INTO search_stale SELECT doc FROM search_post WHERE key = new.key AND doc NOT IN search_stale;
END;
CREATE TRIGGER search_post_removed BEFORE DELETE ON post BEGIN
    INSERT INTO search_stale SELECT doc FROM search_post WHERE key = old.key AND doc NOT IN search_stale;
END;

CREATE TRIGGER search_message_added AFTER INSERT ON message WHEN new.rank = 1 BEGIN
    INSERT INTO search_stale SELECT doc FROM search_message WHERE key = new.key AND doc NOT IN search_stale;
END;
CREATE TRIGGER search_message_leaves
BEFORE UPDATE OF key, scope, rank, is_mine, body, created_at, is_hidden ON message
WHEN (old.key, old.scope, old.rank, old.is_mine, old.body, old.created_at, old.is_hidden)
    <> (new.key, new.scope, new.rank, new.is_mine, new.body, new.created_at, new.is_hidden) BEGIN
    INSERT INTO search_stale SELECT doc FROM search_message WHERE key = old.key AND doc NOT IN search_stale;
END;
CREATE TRIGGER search_message_changed
AFTER UPDATE OF key, scope, rank, is_mine, body, created_at, is_hidden ON message
WHEN (old.key, old.scope, old.rank, old.is_mine, old.body, old.created_at, old.is_hidden)
    <> (new.key, new.scope, new.rank, new.is_mine, new.body, new.created_at, new.is_hidden) BEGIN
    INSERT INTO search_stale SELECT doc FROM search_message WHERE key = new.key AND doc NOT IN search_stale;
END;
CREATE TRIGGER search_message_removed BEFORE DELETE ON message BEGIN
    INSERT INTO search_stale SELECT doc FROM search_message WHERE key = old.key AND doc NOT IN search_stale;
END;

CREATE TRIGGER search_person_added AFTER INSERT ON person BEGIN
    INSERT INTO search_named (kind, name) SELECT 2, new.id
        WHERE NOT EXISTS (SELECT 1 FROM search_named WHERE kind = 2 AND name = new.id);
    INSERT INTO search_stale SELECT (2 << 60) | doc FROM search_named
        WHERE kind = 2 AND name = new.id AND (2 << 60) | doc NOT IN search_stale;
END;
CREATE TRIGGER search_person_changed AFTER UPDATE OF id, username, name, about_me ON person
WHEN old.id <> new.id OR old.username COLLATE BINARY <> new.username OR old.name <> new.name
    OR old.about_me IS NOT new.about_me BEGIN
    INSERT INTO search_named (kind, name) SELECT 2, new.id
        WHERE NOT EXISTS (SELECT 1 FROM search_named WHERE kind = 2 AND name = new.id);
    INSERT INTO search_stale SELECT (2 << 60) | doc FROM search_named
        WHERE kind = 2 AND name IN (old.id, new.id) AND (2 << 60) | doc NOT IN search_stale;
END;
CREATE TRIGGER search_person_removed AFTER DELETE ON person BEGIN
    INSERT INTO search_stale SELECT (2 << 60) | doc FROM search_named
        WHERE kind = 2 AND name = old.id AND (2 << 60) | doc NOT IN search_stale;
END;

CREATE TRIGGER search_draft_added AFTER INSERT ON draft BEGIN
    INSERT INTO search_named (kind, name) SELECT 3, new.name
        WHERE NOT EXISTS (SELECT 1 FROM search_named WHERE kind = 3 AND name = new.name);
    INSERT INTO search_stale SELECT (3 << 60) | doc FROM search_named
        WHERE kind = 3 AND name = new.name AND (3 << 60) | doc NOT IN search_stale;
END;
CREATE TRIGGER search_draft_changed AFTER UPDATE OF name, body ON draft
WHEN (old.name, old.body) <> (new.name, new.body) BEGIN
    INSERT INTO search_named (kind, name) SELECT 3, new.name
        WHERE NOT EXISTS (SELECT 1 FROM search_named WHERE kind = 3 AND name = new.name);
    INSERT INTO search_stale SELECT (3 << 60) | doc FROM search_named
        WHERE kind = 3 AND name IN (old.name, new.name) AND (3 << 60) | doc NOT IN search_stale;
END;
CREATE TRIGGER search_draft_removed AFTER DELETE ON draft BEGIN
    INSERT INTO search_stale SELECT (3 << 60) | doc FROM search_named
        WHERE kind = 3 AND name = old.name AND (3 << 60) | doc NOT IN search_stale;
END;
"""
