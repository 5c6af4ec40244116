"""Walks over every page: in every language and width, for every word, every control and every colour."""
