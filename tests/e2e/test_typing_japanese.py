"""Japanese by ibus-anthy under a real X server: the Enter that takes the kanji sends nothing, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.typing_desk import Client, TypingDesk, typing_desk

pytestmark = [
    pytest.mark.needs("ibus-anthy"),
    pytest.mark.needs("dbus"),
    pytest.mark.needs("openbox"),
    pytest.mark.needs("xcb"),
    pytest.mark.needs("xdotool"),
    pytest.mark.needs("xvfb"),
    pytest.mark.timeout(120),
]


@pytest.fixture(scope="module")
def yuki(server: ServerProcess) -> ApiPerson:
    return server.sign_up("yuki")


@pytest.fixture(scope="module")
def ken(server: ServerProcess) -> ApiPerson:
    return server.sign_up("ken")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TypingDesk]:
    with typing_desk(tmp_path_factory.mktemp("japanese"), "anthy") as desk:
        yield desk


@pytest.fixture(scope="module")
def client(server: ServerProcess, desk: TypingDesk, yuki: ApiPerson) -> Client:
    client = desk.open_typing_client(server.url)
    client.ask("sign_in", url=server.url, username=yuki.username, password=PASSWORD)
    client.until_words("New post")
    client.ask("send_at_once")
    return client


def test_the_enter_that_takes_kanji_does_not_send(
    desk: TypingDesk, client: Client, yuki: ApiPerson, ken: ApiPerson
) -> None:
    client.ask("write_to", person=str(ken.id))
    client.until("the box", lambda seen: seen.kind == "MessageBox")
    desk.keys("nihongo")
    seen = client.until("kana", lambda seen: seen.whole == "にほんご")
    assert seen.text == ""
    desk.type("space")
    client.until("kanji", lambda seen: (seen.text, seen.composing) == ("", "日本語"))
    desk.type("Return")
    client.until("taken", lambda seen: (seen.text, seen.composing) == ("日本語", ""))
    assert ken.messages_with(yuki) == []
    desk.type("Return")
    client.until("sent", lambda seen: seen.whole == "")
    client.wait("the message", lambda: ken.messages_with(yuki) == ["日本語"])


def test_escape_leaves_the_kana_and_then_the_dialog(desk: TypingDesk, client: Client) -> None:
    client.ask("show", page="home")
    desk.type("ctrl+n")
    client.until("the box", lambda seen: seen.kind == "WritingBox" and not seen.whole)
    desk.keys("neko")
    client.until("kana", lambda seen: seen.composing == "ねこ")
    desk.type("Escape")
    client.until("nothing", lambda seen: seen.kind == "WritingBox" and not seen.whole)
    desk.type("Escape")
    client.until("the dialog to go", lambda seen: seen.kind != "WritingBox")


def test_what_was_not_taken_yet_is_sent_too(desk: TypingDesk, client: Client, yuki: ApiPerson) -> None:
    client.ask("show", page="home")
    desk.type("ctrl+n")
    client.until("the box", lambda seen: seen.kind == "WritingBox" and not seen.whole)
    desk.keys("nihongo")
    desk.type("space")
    client.until("kanji", lambda seen: seen.composing == "日本語")
    desk.click(client, "Post")
    client.wait("the post", lambda: yuki.posts_of(yuki) == ["日本語"])


def test_the_search_finds_by_kana_in_the_making(desk: TypingDesk, client: Client, yuki: ApiPerson) -> None:
    yuki.post("ねこがすき")
    client.ask("show", page="home")
    desk.type("F5")
    client.until_words("ねこがすき")
    desk.type("slash")
    client.until("the field", lambda seen: seen.kind == "SearchField")
    desk.keys("neko")
    client.until("kana", lambda seen: (seen.text, seen.composing) == ("", "ねこ"))
    client.until_words("ねこがすき")
