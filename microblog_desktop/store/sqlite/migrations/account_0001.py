"""Everything of one account: people, posts, timelines, messages, outbox, drafts.

`entry` and `message` share the columns that place a row in a scope (a timeline,
or the conversation with a person): `sort` and `rank` order it, a gap has rank 0
and the `sort` of the place above it, and `bottom_*` say where it ends. `is_seen`
means that a page of the server held the row in this scope.
"""

SQL = """
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL COLLATE NOCASE,
    name TEXT NOT NULL,
    avatar_url TEXT,
    about_me TEXT,
    posts INTEGER,
    followers INTEGER,
    following INTEGER,
    created_at INTEGER,
    last_seen INTEGER,
    you_follow INTEGER,
    follows_you INTEGER
) WITHOUT ROWID;
CREATE INDEX person_username ON person (username);
CREATE INDEX person_not_followed ON person (followers DESC, username) WHERE you_follow = 0;

CREATE TABLE post (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    remote_id TEXT UNIQUE,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    edited_at INTEGER,
    language TEXT,
    reply_to TEXT,
    reply_to_key INTEGER,
    reply_to_author TEXT,
    replies INTEGER NOT NULL DEFAULT 0,
    likes INTEGER NOT NULL DEFAULT 0,
    reposts INTEGER NOT NULL DEFAULT 0,
    liked INTEGER NOT NULL DEFAULT 0,
    reposted INTEGER NOT NULL DEFAULT 0,
    bookmarked INTEGER NOT NULL DEFAULT 0,
    url TEXT,
    pending_body TEXT,
    is_hidden INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX post_reply_to_key ON post (reply_to_key) WHERE reply_to_key IS NOT NULL;

CREATE TABLE entry (
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
    post INTEGER,
    reposted_by TEXT,
    UNIQUE (scope, remote_id)
);
CREATE INDEX entry_place ON entry (scope, sort, rank, key) WHERE is_hidden = 0;
CREATE INDEX entry_gap ON entry (scope, sort) WHERE rank = 0;
CREATE INDEX entry_delivered ON entry (scope, sort) WHERE remote_id IS NOT NULL;
CREATE INDEX entry_post ON entry (post) WHERE post IS NOT NULL;
CREATE INDEX entry_floating ON entry (scope, key) WHERE remote_id IS NULL AND rank = 1;

CREATE TABLE message (
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
    is_mine INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (scope, remote_id)
);
CREATE INDEX message_place ON message (scope, sort, rank, key) WHERE is_hidden = 0;
CREATE INDEX message_gap ON message (scope, sort) WHERE rank = 0;
CREATE INDEX message_delivered ON message (scope, sort) WHERE remote_id IS NOT NULL;
CREATE INDEX message_remote ON message (remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX message_received ON message (scope, sort) WHERE remote_id IS NOT NULL AND is_mine = 0;

CREATE TABLE coverage (
    scope TEXT PRIMARY KEY,  -- the table's name, a colon, and the scope there
    newest_sort TEXT,
    newest_cursor TEXT,
    oldest_sort TEXT,
    oldest_cursor TEXT,
    has_reached_start INTEGER NOT NULL DEFAULT 0,
    refreshed_at INTEGER,
    position_entry INTEGER,
    position_sort TEXT,
    position_offset_px INTEGER
) WITHOUT ROWID;

CREATE TABLE conversation (
    person TEXT PRIMARY KEY,
    active_at INTEGER NOT NULL,
    latest_id TEXT,
    latest_sort TEXT,
    latest_body TEXT NOT NULL,
    latest_at INTEGER NOT NULL,
    latest_is_mine INTEGER NOT NULL,
    unread INTEGER NOT NULL DEFAULT 0,
    read_here INTEGER NOT NULL DEFAULT 0,
    read_mark TEXT,
    read_by_other_sort TEXT
) WITHOUT ROWID;
CREATE INDEX conversation_activity ON conversation (active_at DESC, person DESC);
CREATE INDEX conversation_read_mark ON conversation (person, read_mark, read_here) WHERE read_mark IS NOT NULL;

CREATE TABLE unread (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    body TEXT NOT NULL,
    post INTEGER,
    message INTEGER,
    person TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER,
    next_try_at INTEGER,
    draft TEXT NOT NULL DEFAULT '',
    problem_kind TEXT,
    problem_may_retry INTEGER,
    problem_retry_after_s REAL,
    problem_message TEXT,
    problem_fields TEXT
);
CREATE INDEX job_queue ON job (queue, id) WHERE state <> 'refused';
CREATE INDEX job_post ON job (post, id) WHERE post IS NOT NULL;
CREATE INDEX job_message ON job (message, id) WHERE message IS NOT NULL;
CREATE INDEX job_person ON job (person, id) WHERE person IS NOT NULL;
CREATE INDEX job_state ON job (state);

CREATE TABLE draft (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    reply_to INTEGER,
    saved_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX draft_reply_to ON draft (reply_to) WHERE reply_to IS NOT NULL;
"""
