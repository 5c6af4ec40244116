"""What of a timeline is in memory, what is new in it, and since when."""
