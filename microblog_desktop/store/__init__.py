"""SQLite, one file for each account: the single source of truth of what is on screen."""
