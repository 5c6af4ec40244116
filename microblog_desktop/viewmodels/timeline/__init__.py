"""Timelines as pages show them: rows, the window of rows in memory, and what can be done to a post."""
