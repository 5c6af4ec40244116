"""Where posts and messages are written."""
