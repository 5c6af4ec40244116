"""HTTP: errors, headers, limits, who asks. Nothing here knows what a post is."""
