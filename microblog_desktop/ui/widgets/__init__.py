"""Small painted widgets that every page is made of."""
