"""The keys of now, and their words."""
