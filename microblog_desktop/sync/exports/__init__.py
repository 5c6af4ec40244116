"""Everything a person wrote, in a file of theirs."""
