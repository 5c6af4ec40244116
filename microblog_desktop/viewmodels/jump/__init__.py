"""Jumping anywhere: to a page, a person, a setting, or something to do, by a few letters of its name."""
