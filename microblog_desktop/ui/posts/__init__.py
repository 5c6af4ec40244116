"""A post as a row: its lines, its text, its actions and its menu."""
