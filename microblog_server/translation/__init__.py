"""Which language a post is in, and what it says in another one."""
