"""How often somebody may ask: rates kept in this process, or in Redis for several."""
