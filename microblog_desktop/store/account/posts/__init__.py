"""Posts as they are kept here: what the server told, and what is on its way to it."""
