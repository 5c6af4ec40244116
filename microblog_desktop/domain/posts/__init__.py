"""Posts, the timelines they stand in, and what they say in other languages."""
