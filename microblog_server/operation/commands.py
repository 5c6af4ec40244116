"""The commands of the one who runs the server: `admin`, `delete-post`, `backup`."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person
from microblog_server.operation import administration
from microblog_server.services import posts

if TYPE_CHECKING:
    # The type of argparse's own, which has no public name.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Change = Callable[[AsyncSession], Awaitable[str]]

_WITH_PERSON: dict[str, tuple[Callable[[AsyncSession, str], Awaitable[Person]], str]] = {
    "make": (administration.make_admin, "is an administrator now"),
    "disable": (administration.disable, "is disabled, and signed out everywhere"),
    "enable": (administration.enable, "can sign in again"),
}


def add_to(commands: Commands) -> list[argparse.ArgumentParser]:
    """Describe them; return the parsers."""
    admin = commands.add_parser("admin", help="make an administrator, or disable or enable a person")
    admin.add_argument("action", choices=list(_WITH_PERSON))
    admin.add_argument("person", help="user name or e-mail address")
    deleting = commands.add_parser("delete-post", help="delete anybody's post")
    deleting.add_argument("id", type=int)
    saving = commands.add_parser("backup", help="copy the SQLite database, also while the server runs")
    saving.add_argument("file", type=Path, help="where to; must not be there yet")
    return [admin, deleting, saving]


def admin(options: argparse.Namespace) -> Change:
    work, said = _WITH_PERSON[options.action]

    async def change(session: AsyncSession) -> str:
        person = await work(session, options.person)
        return f"{person.username} ({person.id}) {said}"

    return change


def delete_post(options: argparse.Namespace) -> Change:
    async def change(session: AsyncSession) -> str:
        await posts.take_down(session, options.id)
        return f"deleted post {options.id}"

    return change
