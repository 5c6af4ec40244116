"""Private messages on screen."""
