"""The thread of a post as a page shows it."""
