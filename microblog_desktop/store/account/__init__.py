"""The tables of one account's file, one module for each noun."""
