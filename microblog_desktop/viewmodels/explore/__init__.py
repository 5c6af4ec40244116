"""What everybody on the server writes and talks about."""
