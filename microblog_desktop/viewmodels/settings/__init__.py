"""What can be set, as data that a page draws and a search finds."""
