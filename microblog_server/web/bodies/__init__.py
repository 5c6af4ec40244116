"""Bodies that are sent after the framework has finished with the request: live events, files."""
