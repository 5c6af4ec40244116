"""Numbered migrations: one list for an account's file, one for the profile's."""

from microblog_desktop.store.sqlite.migrations import (
    account_0001,
    account_0002,
    account_0003,
    account_0004,
    account_0005,
    account_0006,
    profile_0001,
)

ACCOUNT = (account_0001.SQL, account_0002.SQL, account_0003.SQL, account_0004.SQL, account_0005.SQL, account_0006.SQL)
PROFILE = (profile_0001.SQL,)
