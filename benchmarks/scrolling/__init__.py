"""A reader in a long timeline: what they have, what they do, and how long each frame takes."""
