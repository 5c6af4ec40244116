"""Jumping anywhere, from any window of an account."""
