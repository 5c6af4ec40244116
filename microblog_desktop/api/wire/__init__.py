"""What travels between us and servers, as it travels."""
