"""Live events: a bell for each person who is connected. What an event means is read from the database."""
