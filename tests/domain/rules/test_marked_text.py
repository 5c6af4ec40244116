"""What can be followed in a post, and that nothing else is ever taken for markup."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog_desktop.domain.rules.marked_text import (
    MarkedText,
    SpanKind,
    cut,
    host_of,
    link_words,
    mark,
    plain_copy,
    short_address,
)


def found(body: str) -> list[tuple[str, str, str]]:
    marked = mark(body)
    return [(span.kind.value, marked.text[span.start : span.end], span.target) for span in marked.spans]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("See https://example.net/a.", "https://example.net/a"),
        ("(https://example.net/a_(b))", "https://example.net/a_(b)"),
        ("(see https://example.net)", "https://example.net"),
        ("HTTPS://Example.net/X", "HTTPS://Example.net/X"),
        ("http://127.0.0.1:5000/api?x=1&y=2#top!", "http://127.0.0.1:5000/api?x=1&y=2#top"),
        ("https://example.net에서 읽었어요", "https://example.net"),
        ("https://example.net/글쓰기 참고", "https://example.net/글쓰기"),
        ("これhttps://example.jp/a、見て", "https://example.jp/a"),
        ("اقرأ https://example.net/a، ثم", "https://example.net/a"),
        ("“https://example.net/a”", "https://example.net/a"),
        ("https://www.münchen.de/x", "https://www.münchen.de/x"),
        ("http://nas/photos", "http://nas/photos"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(body: str, address: str) -> None:
    assert ("link", address, address) in found(body)
    assert [kind for kind, *_ in found(body)] == ["link"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("notes: example.net/changelog — now", "example.net/changelog"),
        ("go to example.com.", "example.com"),
        ("docs.example.co.uk/x?", "docs.example.co.uk/x"),
        ("example.net은 좋아요", "example.net"),
    ],
)
def test_a_host_without_a_scheme_is_a_link_too(body: str, shown: str) -> None:
    assert found(body) == [("link", shown, f"https://{shown}")]


@pytest.mark.parametrize(
    "body",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "<a href='x'>no</a>",
        "readme.md and main.py",
        "the end.Then more",
        "Great.It works",
        "3.5.1 and e.g. this",
        "C# and # alone and #1 and #2026",
        "a@b and me@example.net",
        "x@y.com",
        "tea & biscuits &#39;",
        "@ nobody",
        "https://bank.com@evil.example",
        "https://somebody:secret@evil.example/x",
        "https://bank.com:80@evil.example",
        "https://bank.com\\.evil.example",
        "https://\u0430pple.com with a Cyrillic letter",
        "https://www.\u0430pple.com too",
    ],
)
def test_other_text_is_only_text(body: str) -> None:
    assert found(body) == []


def test_mentions_and_tags_in_every_script() -> None:
    assert found("@susan, (@j.o_e). @mina님 안녕@kate #offline #오프라인 今日は#猫! #עברית #2026년") == [
        ("mention", "@susan", "susan"),
        ("mention", "@j.o_e", "j.o_e"),
        ("mention", "@mina", "mina"),
        ("mention", "@kate", "kate"),
        ("tag", "#offline", "offline"),
        ("tag", "#오프라인", "오프라인"),
        ("tag", "#猫", "猫"),
        ("tag", "#עברית", "עברית"),
        ("tag", "#2026년", "2026년"),
    ]


def test_handles_inside_arabic_are_isolated_on_screen_and_not_in_the_copy() -> None:
    body = "شكرا @susan على الصورة"
    marked = mark(body)
    assert "\u2066@susan\u2069" in marked.text
    assert [marked.text[span.start : span.end] for span in marked.spans] == ["@susan"]
    assert plain_copy(marked.text) == body


def test_control_characters_and_reversing_signs_do_no_harm() -> None:
    assert mark("a\x00b\x1b[31m").text == "a\ufffdb\ufffd[31m"
    assert mark("\u202emoc.elpmaxe\u202c").text == "moc.elpmaxe"
    assert mark("one\r\ntwo\u2028three\n\n").text == "one\ntwo\nthree"


@given(st.text(alphabet=st.sampled_from("a@#./:h tps\n)(éع한\u202e\x07🙂-_1"), max_size=80))
def test_spans_are_in_order_inside_the_text_and_never_overlap(body: str) -> None:
    marked = mark(body)
    end = 0
    for span in marked.spans:
        assert end <= span.start < span.end <= len(marked.text)
        end = span.end
        if span.kind is SpanKind.LINK:
            assert span.target.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize("word", ["a", "a.", "a-", "@", "#", "http://", "한", "a@", "://", "1."])
def test_fifty_thousand_characters_take_no_time(word: str) -> None:
    begin = time.perf_counter()
    mark(word * (50_000 // len(word)))
    assert time.perf_counter() - begin < 0.5


def test_a_long_text_is_cut_where_no_character_and_no_link_is_torn() -> None:
    assert cut(MarkedText("short"), 10, 3).text == "short"
    assert cut(MarkedText("one\ntwo\nthree\nfour"), 100, 2).text == "one\ntwo…"
    assert cut(MarkedText("ab👩\u200d👩 tail"), 3, 9).text in ("ab👩…", "ab…")
    assert cut(MarkedText("cafe\u0301s and more"), 4, 9).text == "caf…"
    linked = cut(mark("look at https://example.net/long now"), 15, 9)
    assert (linked.text, linked.spans) == ("look at…", ())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("https://example.net", "example.net"),
        ("example.net/a?b", "example.net\nhttps://example.net/a?b"),
        ("https://evil.example/https://bank.com", "evil.example\nhttps://evil.example/https://bank.com"),
        (
            "https://\u0430\u0440\u0440\u04cf\u0435.com",
            "xn--80ak6aa92e.com\nhttps://\u0430\u0440\u0440\u04cf\u0435.com",
        ),
        ("https://한국.kr/글", "xn--3e0b707e.kr\nhttps://한국.kr/글"),
    ],
)
def test_a_link_says_its_real_host_first(body: str, words: str) -> None:
    (span,) = mark(body).spans
    assert link_words(span) == words


def test_only_links_lead_to_a_host() -> None:
    assert [link_words(span) for span in mark("@susan #tea").spans] == ["", ""]
    assert host_of("https://\u0430" + "\u0430" * 70 + ".com/") == "\u0430" * 71 + ".com"


def test_a_text_of_marks_is_cut_all_the_same() -> None:
    assert len(cut(MarkedText("e" + "\u0301" * 10_000), 1500, 24).text) == 1501


def test_a_menu_names_the_real_host_of_a_link() -> None:
    assert short_address("https://\u0430\u0440\u0440\u04cf\u0435.com/login?a", 50) == "xn--80ak6aa92e.com/login?a"
    assert short_address("https://example.net/" + "a" * 90, 20) == "example.net/aaaaaaaa…"
