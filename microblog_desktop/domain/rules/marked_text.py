"""The body of a post as it is shown: plain text, with the places of links, mentions and tags.

Nothing in a body is ever markup. Only http and https are links, also where a
host stands without them (`example.net/changelog`).
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, partial

from microblog_desktop.domain.values import dataclass


class SpanKind(Enum):
    LINK = "link"
    MENTION = "mention"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` leads to `target`: an address, a user name, or a tag without its sign."""

    start: int
    end: int
    kind: SpanKind
    target: str


def tag(words: str) -> Span:
    """A tag that stands alone, with its sign or without."""
    return Span(0, len(words), SpanKind.TAG, words.removeprefix("#"))


@dataclass(frozen=True, slots=True)
class MarkedText:
    text: str
    spans: tuple[Span, ...] = ()


# Signs that reverse what follows: with them a link can look like another one.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\u2028|\u2029")
# Only texts that are not ASCII need it.
_RIGHT_TO_LEFT = cache(
    partial(re.compile, "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
)
_ISOLATE, _END_ISOLATE = "\u2066", "\u2069"
_ISOLATES = str.maketrans("", "", _ISOLATE + _END_ISOLATE)

# Korean and Japanese set words without a space after an address, so an address is ASCII; letters of
# other scripts belong to it only right after a sign that an address has and a sentence has not.
_ASCII = "A-Za-z0-9"
_ACCENTED = r"\u00c0-\u024f"
_REST = r"(?:[/?#](?:[\w.~:/?#\[\]@!$&'()*+,;=%-]|(?<=[/=_%-])[^\W\x00-\x7f]+)*)?".replace(r"\w", "A-Za-z0-9_")
_COMMON_ENDS = (
    "com|net|org|edu|gov|int|io|dev|app|info|blog|wiki|page|social|me|tv|"
    "eu|uk|de|fr|es|it|nl|ch|at|kr|jp|cn|ca|au|br|mx"
)


def _token(latin: str) -> re.Pattern[str]:
    """What can be followed; `latin` are the letters of which a host is, where it is not of another script."""
    label = rf"(?:[{latin}](?:[{latin}-]{{0,61}}[{latin}])?|[^\W\d{latin}_]{{1,63}})"
    # A host has a full stop, or stands alone; one that is torn out of a longer word, or before which somebody is named
    # (`https://bank.com@evil.example`), is no link at all.
    host = rf"{label}(?:(?:\.{label})+(?![{latin}])|(?!\w|\.\w))(?::\d{{1,5}}(?!\d))?(?![^\s/?#]{{0,256}}[@\\])"
    # Large and small letters are written out: IGNORECASE takes three times as long to compile, before the first paint.
    return re.compile(
        rf"(?P<link>(?<![A-Za-z0-9])[Hh][Tt][Tt][Pp][Ss]?://{host}{_REST})"
        rf"|(?<![\w@.:/#-])(?P<bare>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.)+"
        rf"(?:(?:{_COMMON_ENDS})(?![A-Za-z0-9_-]|\.[A-Za-z0-9]|@)|[A-Za-z]{{2,24}}(?=/[A-Za-z0-9]))(?::\d{{1,5}})?{_REST})"
        r"|(?<![A-Za-z0-9_@./+&-])@(?P<mention>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)"
        r"|(?<![A-Za-z0-9_#&/])#(?P<tag>(?:[^\W\d]|\d+[^\W\d])"
        r"(?:\w|[\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094f])*)"
    )


# To compile the whole takes twice as long as without accented letters, before the first paint; hardly a host has any.
_TOKEN = _token(_ASCII)
_WHOLE_TOKEN = cache(partial(_token, _ASCII + _ACCENTED))
_ACCENTED_HOST = re.compile(rf"://[^\s/?#]*[{_ACCENTED}]")
# Much quicker to look for: what no token is without.
_HINT = re.compile(r"[@#]|://|[A-Za-z0-9]\.[A-Za-z0-9]")
_MOST_MARKS = 64
_LONGEST_TOLD = 300
_AFTER_HOST = re.compile("[/?#]")
_AFTER_ADDRESS = ".,;:!?'\"*_~"
_BRACKETS = {")": "(", "]": "["}


def mark(body: str) -> MarkedText:
    """Find what can be followed in `body`; control characters come out, handles in Arabic stand the right way round."""
    text = shown_text(body)
    if _HINT.search(text) is None:
        return MarkedText(text)
    spans = tuple(_spans(text))
    if spans and not text.isascii() and _RIGHT_TO_LEFT().search(text):
        return _isolated(text, spans)
    return MarkedText(text, spans)


def shown_text(body: str) -> str:
    """The text without what is not meant to be seen."""
    clean = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", body))
    return _OVERRIDES.sub("", clean).strip("\n")


def plain_copy(text: str) -> str:
    """What is copied from a shown text: without the isolates that we put in."""
    return text.translate(_ISOLATES)


def link_words(span: Span) -> str:
    """Where a link leads: its real host first, as computers read it, then the whole address; nothing for others."""
    if span.kind is not SpanKind.LINK:
        return ""
    host = host_of(span.target)
    if span.target.split("://", 1)[1] == host:
        return host
    told = span.target if len(span.target) <= _LONGEST_TOLD else f"{span.target[:_LONGEST_TOLD]}…"
    return f"{host}\n{told}"


def host_of(address: str) -> str:
    """The host of an address; letters that are not ASCII as computers read them, since they can look like others."""
    host, _ = _split(address)
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def short_address(address: str, most_characters: int) -> str:
    """An address for a menu, without its scheme and with its real host."""
    told = host_of(address) + _split(address)[1]
    return told if len(told) <= most_characters else f"{told[:most_characters]}…"


def _split(address: str) -> tuple[str, str]:
    """The host, and what comes after it."""
    rest = address.split("://", 1)[-1]
    end = _AFTER_HOST.search(rest)
    return (rest[: end.start()], rest[end.start() :]) if end else (rest, "")


def cut(marked: MarkedText, most_characters: int, most_lines: int) -> MarkedText:
    """The beginning of a long text, up to both bounds, ended where no character is torn; short ones stay whole."""
    end = min(len(marked.text), most_characters)
    line_end = -1
    for _ in range(most_lines):
        line_end = marked.text.find("\n", line_end + 1)
        if line_end < 0:
            break
    else:
        end = min(end, line_end)
    if end >= len(marked.text):
        return marked
    whole = end
    while whole > 0 and _joins_before(marked.text[whole]):
        whole -= 1
    # A heap of marks on one letter is torn: nobody can read it anyway.
    end = whole if end - whole <= _MOST_MARKS else end
    crossing = next((span for span in marked.spans if span.start < end < span.end), None)
    if crossing is not None and crossing.start > 0:
        end = crossing.start
    text = marked.text[:end].rstrip() + "…"
    return MarkedText(text, tuple(span for span in marked.spans if span.end <= end))


def _spans(text: str) -> list[Span]:
    spans = []
    token = _WHOLE_TOKEN() if _ACCENTED_HOST.search(text) else _TOKEN
    for found in token.finditer(text):
        start, end = found.span()
        if found.lastgroup in ("link", "bare"):
            end = start + len(_without_trailing_signs(found.group()))
            address = text[start:end]
            target = address if found.lastgroup == "link" else f"https://{address}"
            spans.append(Span(start, end, SpanKind.LINK, target))
        elif found.lastgroup == "mention":
            spans.append(Span(start, end, SpanKind.MENTION, found.group("mention")))
        else:
            spans.append(Span(start, end, SpanKind.TAG, found.group("tag")))
    return spans


def _without_trailing_signs(address: str) -> str:
    """Drop what belongs to the sentence: full stops, quotes, and brackets that the address does not open."""
    while address:
        last = address[-1]
        opening = _BRACKETS.get(last)
        if last in _AFTER_ADDRESS or (opening and address.count(opening) < address.count(last)):
            address = address[:-1]
        else:
            break
    return address


def _isolated(text: str, spans: tuple[Span, ...]) -> MarkedText:
    parts: list[str] = []
    moved: list[Span] = []
    done = shift = 0
    for span in spans:
        parts += [text[done : span.start], _ISOLATE, text[span.start : span.end], _END_ISOLATE]
        moved.append(Span(span.start + shift + 1, span.end + shift + 1, span.kind, span.target))
        shift += 2
        done = span.end
    return MarkedText("".join(parts) + text[done:], tuple(moved))


def _joins_before(character: str) -> bool:
    """Whether a character is drawn together with the one before it."""
    code = ord(character)
    return (
        code in (0x200D, 0x20E3, 0x2069)
        or 0x0300 <= code <= 0x036F
        or 0xFE00 <= code <= 0xFE0F
        or 0x1F3FB <= code <= 0x1F3FF
        or 0x0900 <= code <= 0x0DFF
        or 0x1160 <= code <= 0x11FF
    )
