"""What happened while one was away, as a page shows it."""
