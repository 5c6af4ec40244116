"""The answers that are asked for most, by the shortest way from the rows to the bytes."""
