"""People: their pages, lists of them, and who to follow."""
