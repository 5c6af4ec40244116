"""The keys of the windows: what they do, how they are written, and which a person may choose."""
