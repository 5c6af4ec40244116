"""The command line is what --help says it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop import __version__
from microblog_desktop.app.options import Options, parse


def test_no_arguments_open_the_last_account() -> None:
    assert parse([]) == Options()


def test_all_arguments_are_read() -> None:
    read = parse(["--profile", "p", "--server", "https://example.net", "--username", "susan", "--verbose"])
    assert read == Options(Path("p"), "https://example.net", "susan", verbose=True)


def test_help_documents_every_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    for argument in ("--demo", "--profile", "--server", "--username", "--tour", "--version", "--verbose"):
        assert argument in text


def test_a_start_may_be_hidden() -> None:
    assert parse(["--hidden"]) == Options(hidden=True)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--version"])
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--tour", "t"], ["--tour", "t", "--server", "https://example.net"], ["--demo", "--server", "x"]]
)
def test_arguments_that_contradict_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_what_the_menu_of_the_desktop_asks_for_is_read() -> None:
    assert parse(["--open", "messages"]).page == "messages"
    assert parse(["--new-post"]).new_post
    assert parse(["microblog://example.net/users/susan"]).link == "microblog://example.net/users/susan"
