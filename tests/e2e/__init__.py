"""The client against the real server process, over loopback."""
