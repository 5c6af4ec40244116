"""The client in the person's language: words by gettext, times and numbers by Babel."""
