"""The settings page: sections beside their rows, and a search over all of them."""
