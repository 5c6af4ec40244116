"""Numbered migrations: one list for an account's file, one for the profile's."""

from microblog_desktop.store.sqlite.migrations import account_0001, profile_0001

ACCOUNT = (account_0001.SQL,)
PROFILE = (profile_0001.SQL,)
