"""Where tokens are kept: the keyring of the system, an encrypted file, or memory."""
