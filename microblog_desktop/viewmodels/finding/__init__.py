"""What a post or a link names and is not on this computer yet."""
