"""After a crash: what is said at the next start, and starting with as little as possible."""
