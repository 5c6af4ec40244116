"""The list of all keys, and choosing others."""
