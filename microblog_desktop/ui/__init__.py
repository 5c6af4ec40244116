"""Widgets and painting; holds no truth."""
