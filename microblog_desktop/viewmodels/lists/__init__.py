"""What every list has: the state it is in, and the words that stand there where it has no rows."""
