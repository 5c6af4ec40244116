"""A desktop client for microblogs that is as good offline as online."""

__version__ = "0.1.0"
