"""Make store and server agree; every asyncio task of the client is owned here."""
