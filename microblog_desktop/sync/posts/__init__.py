"""What is asked of the server about one post: its thread, its translation, itself."""
