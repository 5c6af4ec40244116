"""Timelines: the one that is followed all the time, and those that somebody opens."""
