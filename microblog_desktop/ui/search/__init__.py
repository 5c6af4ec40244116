"""The search page: one field, what was found, and what was searched for lately."""
