"""Keys as they are pressed and as they are written."""
