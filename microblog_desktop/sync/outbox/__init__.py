"""Deliver what a person asked for: in order, through every failure, once."""
