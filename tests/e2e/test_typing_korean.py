"""Korean by ibus-hangul under a real X server: it composes in every field, and nothing is lost on the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.e2e.server_process import PASSWORD, ApiPerson, ServerProcess
from tests.e2e.typing_desk import Client, Seen, TypingDesk, typing_desk

pytestmark = [
    pytest.mark.needs("ibus-hangul"),
    pytest.mark.needs("dbus"),
    pytest.mark.needs("openbox"),
    pytest.mark.needs("xcb"),
    pytest.mark.needs("xdotool"),
    pytest.mark.needs("xvfb"),
    pytest.mark.timeout(120),
]


@dataclass
class Korean:
    """Minji at her desk, and Jun, whom she writes to."""

    desk: TypingDesk
    client: Client
    minji: ApiPerson
    jun: ApiPerson

    def home(self) -> None:
        self.client.ask("show", page="home")

    def whole(self, text: str) -> Seen:
        return self.client.until(f"{text!r} in the field", lambda seen: seen.whole == text)


@pytest.fixture(scope="module")
def korean(server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Korean]:
    minji, jun = server.sign_up("minji"), server.sign_up("jun")
    jun.write_to(minji, "안녕하세요")
    with typing_desk(tmp_path_factory.mktemp("korean"), "hangul") as desk:
        client = desk.open_typing_client(server.url)
        _type_into_the_sign_in_card(desk, client)
        client.ask("sign_in", url=server.url, username="minji", password=PASSWORD)
        korean = Korean(desk, client, minji, jun)
        korean.client.until_words("New post")
        client.ask("send_at_once")
        yield korean


def _type_into_the_sign_in_card(desk: TypingDesk, client: Client) -> None:
    """A name composes; a password never does, shown or not: its letters are those on the keys."""
    client.until("the card", lambda seen: seen.name == "Username")
    desk.keys("gksrmf")
    seen = client.until("a name", lambda seen: seen.whole == "한글")
    assert (seen.text, seen.composing) == ("한", "글")
    client.ask("focus", name="Password")
    desk.keys("gks")
    client.until("the keys", lambda seen: (seen.text, seen.composing) == ("gks", ""))
    desk.click(client, "Show password")
    client.ask("focus", name="Password")
    desk.keys("rmf")
    client.until("the keys still", lambda seen: (seen.text, seen.composing) == ("gksrmf", ""))


def test_what_is_being_composed_is_sent_with_the_rest_and_once(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    korean.home()
    ways: tuple[tuple[str, Callable[[], None]], ...] = (
        ("gksrmf", lambda: desk.type("ctrl+Return")),
        ("dkssud", lambda: desk.click(client, "Post")),
    )
    for words, send in ways:
        desk.type("ctrl+n")
        client.until("the box", lambda seen: seen.kind == "WritingBox" and not seen.whole)
        desk.keys(words)
        client.until("its last syllable", lambda seen: len(seen.text) == 1 and seen.composing)
        assert any(label.startswith(("498 characters", "498")) for label in client.ask("labels"))
        send()
        client.until("the dialog to go", lambda seen: seen.kind != "WritingBox")
    korean.client.wait("both posts", lambda: len(korean.minji.posts_of(korean.minji)) == 2)
    assert korean.minji.posts_of(korean.minji) == ["안녕", "한글"]


def test_a_reply_is_whole(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    post = korean.minji.post("질문")
    korean.home()
    desk.type("F5")
    korean.client.until_words("질문")
    desk.type("Home", "j")
    desk.type("r")
    client.until("the box", lambda seen: seen.kind == "WritingBox")
    desk.keys("ekq")
    korean.whole("답")
    desk.type("ctrl+Return")
    korean.client.wait("the reply", lambda: "답" in korean.minji.posts_of(korean.minji))
    assert post


def test_a_message_is_sent_by_enter_with_its_last_syllable(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    client.ask("write_to", person=str(korean.jun.id))
    client.until("the box", lambda seen: seen.kind == "MessageBox")
    desk.keys("qksrkdnj")
    seen = korean.whole("반가워")
    assert seen.composing == "워"
    desk.type("Return")
    korean.whole("")
    desk.keys("whgdk")
    korean.whole("좋아")
    desk.click(client, "Send")
    korean.whole("")
    korean.client.wait("both messages", lambda: len(korean.jun.messages_with(korean.minji)) == 3)
    assert korean.jun.messages_with(korean.minji) == ["좋아", "반가워", "안녕하세요"]


def test_backspace_takes_one_letter_of_a_syllable(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    client.ask("write_to", person=str(korean.jun.id))
    client.until("the box", lambda seen: seen.kind == "MessageBox")
    desk.keys("gks")
    korean.whole("한")
    for left in ("하", "ㅎ", ""):
        desk.type("BackSpace")
        korean.whole(left)


def test_the_search_finds_by_the_syllable_in_the_making(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    korean.minji.post("대한민국 만세")
    korean.home()
    desk.type("F5")
    korean.client.until_words("만세")
    desk.type("slash")
    client.until("the field", lambda seen: seen.kind == "SearchField")
    desk.keys("aks")
    seen = korean.whole("만")
    assert seen.text == ""
    korean.client.until_words("대한민국 만세")
    desk.keys("tp")
    seen = korean.whole("만세")
    assert seen.composing == "세"
    korean.client.until_words("대한민국 만세")


def test_one_jumps_by_the_syllable_in_the_making(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    korean.minji.post("강아지 만세")
    korean.home()
    desk.type("F5")
    korean.client.until_words("강아지")
    desk.type("ctrl+k")
    client.until("the panel", lambda seen: seen.kind == "JumpField")
    desk.keys("rkddkwl")
    seen = korean.whole("강아지")
    assert seen.composing == "지"
    korean.client.until_words("Search posts for “강아지”")
    desk.type("Return")
    client.until("the search", lambda seen: seen.kind != "JumpField")
    korean.client.until_words("강아지 만세")
    korean.home()


def test_a_conversation_is_searched_by_the_syllable_in_the_making(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    client.ask("write_to", person=str(korean.jun.id))
    client.until("the box", lambda seen: seen.kind == "MessageBox")
    desk.type("ctrl+shift+f")
    client.until("the field", lambda seen: seen.name == "Search in this conversation")
    desk.keys("dks")
    seen = korean.whole("안")
    assert seen.composing == "안"
    korean.client.until_words("1 of 1")
    desk.type("Escape")


def test_settings_are_found_by_the_syllable_in_the_making(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    korean.home()
    desk.type("ctrl+comma")
    korean.client.wait("the field", lambda: client.ask("focus", name="Search settings"))
    desk.keys("djs")
    seen = korean.whole("언")
    assert seen.composing == "언"
    desk.keys("dj")
    korean.whole("언어")
    korean.home()


@pytest.mark.parametrize(
    ("field", "keys", "text"), [("Name", "alswl", "민지"), ("About me", "dkssudgktpdy", "안녕하세요")]
)
def test_the_profile_takes_what_is_being_composed(korean: Korean, field: str, keys: str, text: str) -> None:
    desk, client = korean.desk, korean.client
    client.ask("show", page="profile")
    desk.click(client, "Edit profile")
    korean.client.wait(f"the field {field}", lambda: client.ask("focus", name=field))
    desk.keys(keys)
    korean.whole(text)
    desk.click(client, "Save")
    attribute = {"Name": "name", "About me": "about_me"}[field]
    korean.client.wait("the server to know", lambda: text in str(korean.minji.client.get("/me").json().get(attribute)))


def test_another_page_and_another_window_take_nothing_away(korean: Korean) -> None:
    desk, client = korean.desk, korean.client
    korean.home()
    desk.type("ctrl+n")
    client.until("the box", lambda seen: seen.kind == "WritingBox" and not seen.whole)
    desk.keys("gksrmf")
    korean.whole("한글")
    client.ask("other_window")
    client.wait("the other window", lambda: client.see() is None)
    client.ask("own_window")
    client.until("all of it", lambda seen: seen.kind == "WritingBox" and seen.whole == "한글")
    desk.keys("skfk")
    korean.whole("한글나라")
    desk.type("Escape")
    client.ask("write_to", person=str(korean.jun.id))
    client.until("the box", lambda seen: seen.kind == "MessageBox")
    desk.keys("wmf")
    korean.whole("즐")
    korean.home()
    client.ask("write_to", person=str(korean.jun.id))
    client.until("all of it", lambda seen: seen.kind == "MessageBox" and seen.whole == "즐")
