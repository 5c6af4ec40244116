"""What reaches one person only: private messages, and what happened while one was away."""
