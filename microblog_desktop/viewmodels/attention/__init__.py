"""What asks for attention outside the window: counts, and the notifications of the system."""
