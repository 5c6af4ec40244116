"""Who is signed in: tokens, signing in, signing out."""
