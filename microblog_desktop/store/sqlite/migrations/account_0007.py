"""How many times more of a long post was wanted: it stays open."""

SQL = "ALTER TABLE post ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;"
