"""What leaves an account's file, so that it stays as small as was chosen."""
