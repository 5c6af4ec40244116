"""What people do with posts: like, repost, bookmark. Each can be said and taken back any number of times."""
