"""How a widget says that the pointer is on a person, to whoever in the window wants to know."""
