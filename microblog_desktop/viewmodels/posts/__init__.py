"""What is said of a post, wherever it stands."""
