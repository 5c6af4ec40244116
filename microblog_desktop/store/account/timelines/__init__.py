"""The order of posts in a timeline, its holes, and where somebody reads."""
