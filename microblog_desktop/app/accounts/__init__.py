"""All accounts of the profile: those that are live, and whose windows are kept."""
