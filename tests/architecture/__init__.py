"""Rules of the whole tree that no single module can break unnoticed."""
