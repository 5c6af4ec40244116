"""What goes over the wire, as pydantic models, and how it is made from what the services give."""
