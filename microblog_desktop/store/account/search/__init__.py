"""Full-text search: an index that is kept true by the database itself, and a thread that looks into it."""
