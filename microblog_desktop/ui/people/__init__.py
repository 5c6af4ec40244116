"""People on screen: their pages, and lists of them."""
