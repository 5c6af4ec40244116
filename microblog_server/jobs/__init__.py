"""What is done in the background: mail and exports (docs/decisions, docs/server.md)."""
