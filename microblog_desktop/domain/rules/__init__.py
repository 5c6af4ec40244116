"""What follows from what: pure functions over the frozen data beside them."""
