"""Avatars that people upload, and those that other services keep."""
