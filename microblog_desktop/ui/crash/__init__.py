"""What is said after a crash."""
