"""A microblog server's HTTP API as plain calls; the only folder that knows HTTP."""
