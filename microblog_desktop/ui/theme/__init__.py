"""Colours, spacing, type and icons, light and dark."""
