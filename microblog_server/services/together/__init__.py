"""Posts that are written at the same moment, in one transaction."""
