"""Changing one's own profile: what is typed, the picture, the password, and what the server says to it."""
