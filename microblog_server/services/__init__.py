"""The rules, one file a noun. Functions that write expect a writing session and do not commit."""
