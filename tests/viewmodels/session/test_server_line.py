from __future__ import annotations

from dataclasses import replace

import pytest

from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.server import Capability, ServerDescription, ServerKind
from microblog_desktop.store.signin_board import Probe, ProbeState
from microblog_desktop.viewmodels.session.server_line import Tone, describe, server_line

URL = "https://example.net"
OURS = ServerDescription(
    URL,
    ServerKind.MICROBLOG,
    "Microblog server",
    version="1.0",
    people=214,
    languages=("en", "ko", "es", "de"),
    capabilities=frozenset(Capability),
)
CHAPTER_23 = ServerDescription(URL, ServerKind.CHAPTER_23, "example.net", capabilities=frozenset({Capability.PEOPLE}))


def test_our_server_is_recognised_in_one_line() -> None:
    line = server_line(Probe(ProbeState.FOUND, URL, OURS))
    assert line.text == "Microblog server 1.0 · 4 languages · 214 people"
    assert line.tone is Tone.GOOD


@pytest.mark.parametrize(
    ("people", "languages", "text"),
    [
        (1, ("en",), "Microblog server 1.0 · 1 language · 1 person"),
        (None, (), "Microblog server 1.0"),
        (0, (), "Microblog server 1.0 · 0 people"),
        (12345, (), "Microblog server 1.0 · 12,345 people"),
    ],
)
def test_what_the_server_does_not_say_is_left_out(people: int | None, languages: tuple[str, ...], text: str) -> None:
    assert describe(replace(OURS, people=people, languages=languages)) == text


def test_the_tutorials_server_says_in_a_sentence_what_it_lacks() -> None:
    line = server_line(Probe(ProbeState.FOUND, URL, CHAPTER_23))
    assert line.text == "The tutorial's microblog: people and followers. It does not offer posts or messages."
    assert line.tone is Tone.WARNING


def test_a_server_without_messages_says_so() -> None:
    assert describe(replace(OURS, capabilities=frozenset({Capability.HOME}))).endswith("It does not offer messages.")
    assert describe(replace(OURS, capabilities=frozenset({Capability.MESSAGES}))).endswith("It does not offer posts.")


def test_a_failed_probe_is_told_in_red() -> None:
    line = server_line(Probe(ProbeState.FAILED, URL, problem=Problem(ProblemKind.NO_SUCH_HOST)))
    assert line.tone is Tone.BAD
    assert line.text.startswith("There is no server with this name.")


def test_nothing_is_said_before_anything_is_known() -> None:
    assert server_line(Probe(ProbeState.IDLE)).text == ""
    assert server_line(Probe(ProbeState.LOOKING, URL)).tone is Tone.QUIET
