"""People: whom one may meet, whose page one reads, lists of them, and oneself."""
