"""Rows and pages of a timeline."""
