"""One field, and all that is found by what stands in it: on this computer at once, then on the server."""
