"""What asks for attention outside the window, joined with the windows."""
