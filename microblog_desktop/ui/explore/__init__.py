"""Everybody's posts, the people of the server, and the tags of the day."""
