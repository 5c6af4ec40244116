"""What every page has: a header, and something to say where there are no rows."""
