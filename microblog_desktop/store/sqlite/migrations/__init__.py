"""Numbered migrations: one list for an account's file, one for the profile's. Never edit one that was released.

Each is a module with its `SQL`, loaded when a file lacks it: most files are up to date.
"""

from __future__ import annotations

from importlib import import_module


class Migrations:
    """The modules `<name>_0001` to `<name>_<count>` of this folder."""

    def __init__(self, name: str, count: int) -> None:
        self._name = name
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int, /) -> str:
        sql = import_module(f"{__name__}.{self._name}_{number + 1:04}").SQL
        assert isinstance(sql, str)
        return sql


ACCOUNT = Migrations("account", 9)
PROFILE = Migrations("profile", 2)
