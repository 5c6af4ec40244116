"""Take everything one wrote along."""
