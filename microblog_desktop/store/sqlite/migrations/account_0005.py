"""Lists of people by pages, the tags of the day, and when a profile was read.

`place` is where somebody stands in a list; `followed_by` is told of suggestions
only. `profile.email` is one's own.
"""

SQL = """
CREATE TABLE people_list (
    scope TEXT NOT NULL,
    place INTEGER NOT NULL,
    person TEXT NOT NULL,
    followed_by INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scope, place)
) WITHOUT ROWID;
CREATE UNIQUE INDEX people_list_person ON people_list (scope, person);

CREATE TABLE people_list_state (
    scope TEXT PRIMARY KEY,
    pages INTEGER NOT NULL,
    has_more INTEGER NOT NULL,
    total INTEGER,
    read_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE trend (
    place INTEGER PRIMARY KEY,
    tag TEXT NOT NULL,
    posts INTEGER NOT NULL,
    people INTEGER NOT NULL
);

CREATE TABLE profile (
    person TEXT PRIMARY KEY,
    read_at INTEGER NOT NULL,
    email TEXT
) WITHOUT ROWID;
"""
