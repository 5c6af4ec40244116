"""What happens at the server, as soon as it happens: the stream, and the looks of our own without one."""
