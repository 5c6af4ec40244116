"""What the settings need of the whole program: diagnostics, and what their buttons do."""
