"""Stand-ins for the outer edges: server, clock, vault, network."""
