"""Notifications, in the server's order and with gaps, as timelines have them.

`is_read` is the server's word; what was read here and not told yet is all that
is not above the mark in `notification_mark`.
"""

SQL = """
CREATE TABLE notification (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    scope TEXT NOT NULL,
    sort TEXT NOT NULL,
    rank INTEGER NOT NULL DEFAULT 1,
    remote_id TEXT,
    cursor TEXT NOT NULL DEFAULT '',
    bottom_sort TEXT,
    bottom_cursor TEXT,
    is_seen INTEGER NOT NULL DEFAULT 0,
    is_hidden INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT '',
    actor TEXT,
    post INTEGER,
    created_at INTEGER NOT NULL DEFAULT 0,
    is_read INTEGER NOT NULL DEFAULT 0,
    UNIQUE (scope, remote_id)
);
CREATE INDEX notification_place ON notification (scope, sort, rank, key) WHERE is_hidden = 0;
CREATE INDEX notification_gap ON notification (scope, sort) WHERE rank = 0;
CREATE INDEX notification_delivered ON notification (scope, sort) WHERE remote_id IS NOT NULL;
CREATE INDEX notification_unread ON notification (scope, sort) WHERE is_read = 0 AND is_hidden = 0 AND rank = 1;
CREATE INDEX notification_post ON notification (post) WHERE post IS NOT NULL;

CREATE TRIGGER notification_post_removed AFTER DELETE ON post BEGIN
    DELETE FROM notification WHERE post = old.key;
END;

CREATE TABLE notification_mark (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    sort TEXT NOT NULL,
    remote_id TEXT NOT NULL
);
"""
