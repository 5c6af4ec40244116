"""Keep what is stored within its bounds, beside all that the window does."""
