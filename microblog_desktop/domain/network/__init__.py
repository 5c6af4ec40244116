"""Ways through the network, as a person chooses them."""
