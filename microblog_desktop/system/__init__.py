"""The computer around us: folders, keyring, logs, one running program, processes."""
