"""Writing posts and messages: text, its length, its draft."""
