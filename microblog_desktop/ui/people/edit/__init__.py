"""Changing one's own profile, in a dialog over the window."""
