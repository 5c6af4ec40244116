"""Live events: Server-Sent Events as a browser would read them, from a server that need not mean well."""
