"""The tables, the connection to them, and how they came to be."""
