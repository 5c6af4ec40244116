"""What the windows may ask of sync before sync is loaded."""
