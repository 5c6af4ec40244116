"""What every list has: rows that change, the state it is in, and the words that stand there where it has no rows."""
