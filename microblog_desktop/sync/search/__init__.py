"""Search: what the server finds, and the index of what was here before there was one."""
