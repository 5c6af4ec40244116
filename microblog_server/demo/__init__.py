"""A made-up community: people, posts and messages to try the server with."""
