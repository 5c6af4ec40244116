"""What computer and desktop this is, what runs on it with us, and what it starts by itself."""
