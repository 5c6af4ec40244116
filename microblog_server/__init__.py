"""A small server for the microblog API, to run alone, in a class, an office or a club."""

__version__ = "0.1.0"
