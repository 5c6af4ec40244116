"""The command `microblog-server`."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import sys
from collections.abc import Awaitable, Callable, Sequence

from microblog_server import __version__, working
from microblog_server.app import Companion, together, worker_companion
from microblog_server.db.session import DatabaseUnavailableError
from microblog_server.demo.live import live_activity
from microblog_server.demo.load import AlreadyInhabitedError, load
from microblog_server.errors import ApiError
from microblog_server.jobs.progress import ToParent
from microblog_server.migrations import migrate
from microblog_server.operation import commands, workers
from microblog_server.operation.backup import BackupError, backup
from microblog_server.operation.commands import Change
from microblog_server.running import CannotListenError, run, run_workers
from microblog_server.services import people
from microblog_server.settings import Settings, SettingsError
from microblog_server.text import email, line, password, username
from microblog_server.web.context import Context


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(
            os.environ,
            database=getattr(options, "database", None),
            host=getattr(options, "host", None),
            port=getattr(options, "port", None),
            workers=getattr(options, "workers", None),
        )
        return _COMMANDS[options.command](settings, options)
    except (SettingsError, CannotListenError, DatabaseUnavailableError, AlreadyInhabitedError, BackupError) as error:
        print(f"microblog-server: {error}", file=sys.stderr)
        return 2


def _run(settings: Settings, options: argparse.Namespace) -> int:
    if settings.workers > 1 and workers.LISTENER not in os.environ:
        first = ["--live"] if options.live else []
        return run_workers(settings, settings.workers, first, ends_with_stdin=options.exit_with_stdin)
    companions: list[Companion] = [live_activity] if options.live else []
    if settings.worker:
        companions.append(worker_companion)
    return run(settings, companion=together(companions), ends_with_stdin=options.exit_with_stdin)


def _worker(settings: Settings, options: argparse.Namespace) -> int:
    progress = ToParent() if options.tell_parent else None
    return working.run(settings, progress, ends_with_stdin=options.exit_with_stdin)


def _migrate(settings: Settings, options: argparse.Namespace) -> int:
    return asyncio.run(_with_database(settings, _nothing_more))


def _create_user(settings: Settings, options: argparse.Namespace) -> int:
    secret = os.environ.get("MICROBLOG_PASSWORD") or getpass.getpass("Password: ")
    try:
        given = (username(options.username), email(options.email), line(options.name, 64), password(secret))
    except ValueError as error:
        print(f"microblog-server: {error}", file=sys.stderr)
        return 1
    return asyncio.run(_with_database(settings, lambda context: _register(context, *given)))


def _demo_data(settings: Settings, options: argparse.Namespace) -> int:
    return asyncio.run(_with_database(settings, _load))


def _settings(settings: Settings, options: argparse.Namespace) -> int:
    for name, value, default, meaning in settings.listing():
        print(f"{name}={value}\n    {meaning} (default: {default or 'empty'})")
    return 0


def _change(settings: Settings, change: Change) -> int:
    async def work(context: Context) -> int:
        try:
            async with context.database.writing() as session:
                said = await change(session)
        except ApiError as error:
            print(f"microblog-server: {error.message}", file=sys.stderr)
            return 1
        print(said)
        return 0

    return asyncio.run(_with_database(settings, work))


def _admin(settings: Settings, options: argparse.Namespace) -> int:
    return _change(settings, commands.admin(options))


def _delete_post(settings: Settings, options: argparse.Namespace) -> int:
    return _change(settings, commands.delete_post(options))


def _backup(settings: Settings, options: argparse.Namespace) -> int:
    backup(settings.database_url, options.file)
    print(f"written to {options.file}")
    return 0


_COMMANDS: dict[str, Callable[[Settings, argparse.Namespace], int]] = {
    "run": _run,
    "worker": _worker,
    "migrate": _migrate,
    "create-user": _create_user,
    "demo-data": _demo_data,
    "settings": _settings,
    "admin": _admin,
    "delete-post": _delete_post,
    "backup": _backup,
}


async def _with_database(settings: Settings, work: Callable[[Context], Awaitable[int]]) -> int:
    context = Context.of(settings)
    try:
        await migrate.upgrade(context.database)
        return await work(context)
    finally:
        await context.events.flush()
        await context.database.close()


async def _nothing_more(context: Context) -> int:
    return 0


async def _register(context: Context, name: str, address: str, shown: str, secret: str) -> int:
    hashed = await context.passwords.hash(secret)
    try:
        async with context.database.writing() as session:
            person = await people.register(session, people.Registration(name, address, hashed, shown))
    except ApiError as error:
        print(f"microblog-server: {error.message}", file=sys.stderr)
        return 1
    print(f"created {person.username} ({person.id})")
    return 0


async def _load(context: Context) -> int:
    loaded = await load(context)
    print(f"loaded {loaded.people} people and {loaded.posts} posts; sign in as susan with the password demo")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="microblog-server", description="A small server for the microblog API.")
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(dest="command", required=True)

    running = subparsers.add_parser("run", help="serve; brings the database up to date first")
    running.add_argument("--host", help="address to listen on (default: MICROBLOG_HOST or 127.0.0.1)")
    running.add_argument("--port", type=int, help="port to listen on; 0: a free one")
    running.add_argument("--workers", type=int, help="processes that serve (default: MICROBLOG_WORKERS or 1)")
    running.add_argument("--live", action="store_true", help="demonstration people write something every few seconds")
    running.add_argument("--exit-with-stdin", action="store_true", help="end when standard input closes")

    helping = subparsers.add_parser("worker", help="send mail and make exports, for a server with MICROBLOG_WORKER=off")
    helping.add_argument("--exit-with-stdin", action="store_true", help="end when standard input closes")
    helping.add_argument("--tell-parent", action="store_true", help="write progress to standard output as JSON")

    migrating = subparsers.add_parser("migrate", help="bring the database up to date")
    creating = subparsers.add_parser("create-user", help="create an account; the password is asked for")
    creating.add_argument("username")
    creating.add_argument("email")
    creating.add_argument("--name", default="", help="the name that is shown")
    demo = subparsers.add_parser("demo-data", help="fill an empty database with a made-up community")
    subparsers.add_parser("settings", help="list every environment variable with its value and meaning")
    for command in (running, helping, migrating, creating, demo, *commands.add_to(subparsers)):
        command.add_argument("--database", metavar="URL", help="such as sqlite:////path/to/file.db")
    return parser
