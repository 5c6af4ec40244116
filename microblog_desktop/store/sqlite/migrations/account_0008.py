"""Where one went lately, to jump there again."""

SQL = "CREATE TABLE visited_place (key TEXT PRIMARY KEY, visited_at INTEGER NOT NULL) WITHOUT ROWID;"
