"""Letters in words that people know (microblog_server/jobs/letters.py)."""

from __future__ import annotations

import re

import pytest

from microblog_server.jobs.letters import EXPORT_READY, PASSWORD_RESET, Envelope, preferred, write

_ENVELOPE = Envelope("from@example.org", "A & B\r\nBcc: all@example.org", "to@example.org", "id")
_PLACES = {"username": "susan", "link": "https://x/?a=1&b=2", "token": "t", "until": "2026-11-29"}


@pytest.mark.parametrize("words", [PASSWORD_RESET, EXPORT_READY])
def test_every_language_fills_the_same_places(words: dict[str, object]) -> None:
    places = {language: set(re.findall(r"{(\w+)}", str(spoken))) for language, spoken in words.items()}
    assert len(places) > 1
    assert len({frozenset(one) for one in places.values()}) == 1


def test_what_is_filled_in_cannot_write_headers_or_html() -> None:
    message = write(EXPORT_READY, "en", _ENVELOPE, **_PLACES)
    assert message["Bcc"] is None
    assert message["Subject"] == "What you wrote at A & B Bcc: all@example.org"
    body = message.get_body(("html",))
    assert body is not None
    assert 'href="https://x/?a=1&amp;b=2"' in body.get_content()
    assert "A &amp; B" in body.get_content()


def test_an_unknown_language_is_english() -> None:
    message = write(EXPORT_READY, "tlh", _ENVELOPE, **_PLACES)
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("en", "auto-generated")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", None),
        ("ko", "ko"),
        ("de, ko;q=0.3, en;q=0.4", "en"),
        ("KO-kr;q=0.9, en;q=0.8", "ko"),
        ("ko;q=broken, en", "en"),
        ("*", None),
        ("," * 5000, None),
    ],
)
def test_the_first_wish_that_can_be_written_counts(header: str, language: str | None) -> None:
    assert preferred(header) == language
