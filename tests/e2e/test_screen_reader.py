"""The real window as a screen reader hears it, through AT-SPI: signing in, reading, acting, and what is new."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from microblog_desktop.viewmodels.session import keyring_choice
from tests.e2e.screen import Heard, Screen, ScreenReader, Thing, screen
from tests.e2e.server_process import ApiPerson, ServerProcess

pytestmark = [
    pytest.mark.needs("at-spi"),
    pytest.mark.needs("openbox"),
    pytest.mark.needs("xcb"),
    pytest.mark.needs("xdotool"),
    pytest.mark.needs("xvfb"),
    pytest.mark.timeout(180),
]
_DEMO_PASSWORD = "demo"
_ACTIONS = ["Reply", "Repost", "Like", "Bookmark", "More"]
_SERVER_PATIENCE_S = 20.0
_POLITE = 1  # ATSPI_LIVE_POLITE
_SENTENCE = re.compile(r"\S.*, @\w+, \S.*\. \S", re.DOTALL)


@pytest.fixture
def community(tmp_path: Path) -> Iterator[ServerProcess]:
    """The real server with its demonstration data."""
    folder = tmp_path / "server"
    folder.mkdir()
    server = ServerProcess(folder)
    server.load_demo_data()
    with server:
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path) as desk:
        yield desk


def test_a_person_who_listens_signs_in_reads_likes_and_hears_of_new_posts(
    community: ServerProcess, desk: Screen
) -> None:
    susan, john = (community.sign_in(name, _DEMO_PASSWORD) for name in ("susan", "john"))
    reader = desk.open_reader()
    client = desk.open_client("--server", community.url, "--username", "susan")
    _sign_in(reader)
    _find_rows(reader)
    _like(reader, _step(desk, reader), susan)
    _step(desk, reader)
    _reach_actions_by_tab(desk, reader)
    _hear_of_news(desk, reader, client, john)
    client.terminate()
    assert client.wait(timeout=20) == 0


def _sign_in(reader: ScreenReader) -> None:
    password = reader.find("field for the password", lambda thing: thing.role == "password text")
    assert password.name == "Password"
    reader.write(password, _DEMO_PASSWORD)
    reader.act(reader.find("button to sign in", lambda thing: thing.name == "Sign in" and "press" in thing.actions))
    kept_nowhere = reader.find("choice without a keyring", lambda thing: thing.name == keyring_choice.SESSION_TITLE)
    assert kept_nowhere.role == "radio button"
    reader.act(kept_nowhere, "toggle")
    reader.act(reader.find("button to go on", lambda thing: thing.name == "Go on"))


def _find_rows(reader: ScreenReader) -> None:
    """One window, in it one list, in it rows of one sentence each, in them buttons that say what they do."""
    reader.find("post", lambda thing: thing.role == "list item" and "John" in thing.name)
    things = reader.look()
    windows = [thing for thing in things if thing.depth == 1]
    assert [window.role for window in windows] == ["frame"]
    assert windows[0].name.endswith("Microblog"), windows[0].name
    lists = [thing for thing in things if thing.role == "list"]
    assert [each.name for each in lists] == ["Home timeline"]
    rows = [thing for thing in reader.inside(lists[0]) if thing.role == "list item"]
    assert len(rows) >= 4
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert _SENTENCE.match(row.name), row.name
        assert [thing.name.partition(",")[0] for thing in reader.inside(row) if thing.actions] == _ACTIONS
        assert {"press", "setfocus"} <= set(row.actions)


def _step(desk: Screen, reader: ScreenReader) -> str:
    """Move on by one row; it is spoken because it gets the focus. Tells how its text begins."""
    before = [thing for thing in reader.look() if "focused" in thing.states]
    reader.forget()
    desk.type("j")
    heard = reader.hear("the next row", lambda heard: _is_focus(heard) and heard.source.role == "list item")
    assert heard.source.name not in [thing.name for thing in before]
    reader.find("focused row", lambda thing: thing.name == heard.source.name and "focused" in thing.states)
    return heard.source.name.partition(". ")[2][:20]


def _like(reader: ScreenReader, text: str, susan: ApiPerson) -> None:
    """By either action that a reader knows of such a button; what one hears is what the server has."""
    before = susan.likes()
    for action, name, is_liked in (("press", "Liked", True), ("toggle", "Like", False)):
        heart = _heart(reader, _row(reader, text, is_liked=not is_liked))
        assert heart.role == "check box"
        assert ("checked" in heart.states) is not is_liked
        reader.forget()
        reader.act(heart, action)
        reader.hear("that it was done", partial(_is_turned, is_on=is_liked))
        heart = _heart(reader, _row(reader, text, is_liked=is_liked))
        assert ("checked" in heart.states) is is_liked
        assert heart.name.partition(",")[0] == name
        deadline = time.monotonic() + _SERVER_PATIENCE_S
        while susan.likes() != before + is_liked:
            assert time.monotonic() < deadline, "the server was not told"


def _row(reader: ScreenReader, text: str, *, is_liked: bool) -> Thing:
    """The row with this text, once its sentence says whether it is liked."""

    def is_it(thing: Thing) -> bool:
        return thing.role == "list item" and text in thing.name and ("Liked by you" in thing.name) is is_liked

    return reader.find("the row's sentence", is_it)


def _reach_actions_by_tab(desk: Screen, reader: ScreenReader) -> None:
    for name in _ACTIONS[:2]:
        reader.forget()
        desk.type("Tab")
        heard = reader.hear("the next button", _is_focus)
        assert heard.source.name.partition(",")[0] == name
    for _name in _ACTIONS[:2]:
        reader.forget()
        desk.type("shift+Tab")
        heard = reader.hear("the button before", _is_focus)
    assert heard.source.role == "list item"


def _hear_of_news(desk: Screen, reader: ScreenReader, client: subprocess.Popen[str], john: ApiPerson) -> None:
    """Three posts that come at once are told once and politely, and move nothing."""
    focused = reader.find("focused row", lambda thing: "focused" in thing.states)
    reader.forget()
    os.kill(client.pid, signal.SIGSTOP)
    try:
        for number in range(3):
            john.post(f"news {number}")
    finally:
        os.kill(client.pid, signal.SIGCONT)
    heard = reader.hear("new posts", lambda heard: heard.event == "object:announcement")
    assert (heard.words, heard.detail) == ("3 new posts", _POLITE)
    reader.find("pill", lambda thing: thing.name == "3 new posts" and "press" in thing.actions)
    assert not reader.heard(_is_focus)
    still = reader.find("focused row", lambda thing: "focused" in thing.states)
    assert still.name == focused.name
    assert len(reader.heard(lambda heard: heard.event == "object:announcement")) == 1
    desk.type("period")
    reader.find("newest post", lambda thing: thing.role == "list item" and "news 2" in thing.name)


def _is_turned(heard: Heard, *, is_on: bool) -> bool:
    return heard.event == "object:state-changed:checked" and heard.detail == int(is_on)


def _is_focus(heard: Heard) -> bool:
    return heard.event == "object:state-changed:focused" and heard.detail == 1


def _heart(reader: ScreenReader, row: Thing) -> Thing:
    return next(thing for thing in reader.inside(row) if thing.name.partition(",")[0] in ("Like", "Liked"))
