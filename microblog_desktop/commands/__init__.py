"""What a person can ask for: each function is one transaction on the store and returns at once."""
