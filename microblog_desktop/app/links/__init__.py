"""What the program is asked for from outside: links, pages, a new post."""
