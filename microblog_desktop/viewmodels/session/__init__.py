"""Who is signed in, how one signs in and out, and what stands in the way."""
