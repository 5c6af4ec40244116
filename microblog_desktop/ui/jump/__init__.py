"""The panel to jump anywhere from: a field, and below it where one can go."""
