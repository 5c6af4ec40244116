"""What the benchmark of the search searches in."""
