"""Notifications of the system, carried there."""
