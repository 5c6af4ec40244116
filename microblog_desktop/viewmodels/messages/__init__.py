"""Private messages: the list of conversations and one conversation."""
