"""What happened while one was away."""
