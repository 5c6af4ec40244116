"""People, lists of them, and what one can change about oneself."""
