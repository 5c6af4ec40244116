"""What can still be read of a damaged file is carried over into a new one."""
