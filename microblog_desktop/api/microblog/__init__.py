"""Our own API: cursors, idempotency keys, private messages (docs/server.md)."""
