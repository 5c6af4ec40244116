"""Signing in, signing in again, and signing out."""
