"""Search over posts and people: one index, kept by SQLite FTS5 or PostgreSQL full text."""
