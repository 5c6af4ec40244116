"""What the command line asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from microblog_desktop import __version__
from microblog_desktop.domain.values import dataclass

if TYPE_CHECKING:
    from argparse import ArgumentParser

# What the desktop's menu of the program offers; a running client is handed the same arguments.
PAGES = ("home", "notifications", "messages", "search", "explore", "bookmarks", "profile", "settings")


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of `microblog-desktop`, and what is meant without them."""

    profile: Path | None = None
    server: str = ""
    username: str = ""
    demo: bool = False
    tour: Path | None = None
    verbose: bool = False
    hidden: bool = False
    # What to come forward with: a page, a new post, or a microblog: link.
    page: str = ""
    new_post: bool = False
    link: str = ""
    safe_mode: bool = False
    diagnostics: bool = False


def parse(arguments: list[str]) -> Options:
    """Read the command line; ends the program with its usage if that is wrong."""
    if not arguments:
        return Options()
    parser = _parser()
    read = parser.parse_args(arguments)
    if read.tour and not (read.demo or (read.server and read.username)):
        parser.error("--tour needs --demo, or --server and --username")
    if read.demo and read.server:
        parser.error("--demo brings its own server; leave out --server")
    return Options(
        profile=read.profile,
        server=read.server,
        username=read.username,
        demo=read.demo,
        tour=read.tour,
        verbose=read.verbose,
        hidden=read.hidden,
        page=read.open,
        new_post=read.new_post,
        link=read.link,
        safe_mode=read.safe_mode,
        diagnostics=read.diagnostics,
    )


def _parser() -> ArgumentParser:
    # argparse takes 6 ms to load, and the usual start has no arguments.
    import argparse

    parser = argparse.ArgumentParser(
        prog="microblog-desktop",
        description="A microblog client that is as good offline as online. Opens the last account.",
    )
    _add_what_to_open(parser)
    _add_how_to_start(parser)
    parser.add_argument("--version", action="version", version=f"Microblog Desktop {__version__}")
    return parser


def _add_what_to_open(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--demo",
        action="store_true",
        help="start a server with demonstration data on this computer and open it, signed in as susan",
    )
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        help="keep all data in this one folder (portable use, tests)",
    )
    parser.add_argument("--server", default="", metavar="URL", help="the server to offer at sign-in")
    parser.add_argument("--username", default="", metavar="NAME", help="the user name to offer at sign-in")
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="play the main job in the real windows, on the server of --demo or --server, and save a picture of each"
        " step and tour.json in this folder (the password comes from MICROBLOG_PASSWORD, else it is asked for)",
    )


def _add_how_to_start(parser: ArgumentParser) -> None:
    parser.add_argument("--hidden", action="store_true", help="begin in the tray; without one, with the window")
    parser.add_argument("--open", choices=PAGES, default="", metavar="PAGE", help=f"begin on {', '.join(PAGES)}")
    parser.add_argument("--new-post", action="store_true", help="begin with a new post")
    parser.add_argument("link", nargs="?", default="", help="a microblog: link to a person or a post")
    parser.add_argument(
        "--safe-mode",
        action="store_true",
        help="start with as little as possible: what is cached is put aside (drafts and what is not sent yet stay),"
        " the settings are as at first, without tray and graphics card",
    )
    parser.add_argument(
        "--diagnostics", action="store_true", help="print what helps to mend the program, without secrets, and end"
    )
    parser.add_argument("--verbose", action="store_true", help="log more, also to the terminal")


def read_handed_over(arguments: list[str]) -> Options | None:
    """What a later start asks the running program for; None if that is not known here, such as a newer version's."""
    try:
        return parse(arguments)
    except SystemExit:
        # Its usage was printed, or its version: that start has ended.
        return None
