"""What people may write: lengths in characters as people count them, no control characters.

Each function returns the text as it is kept, or raises `ValueError` with a
sentence for the person who wrote it.
"""

from __future__ import annotations

import unicodedata

import regex

# A grapheme may hold any number of code points; beyond this average it is no writing but a load.
_CODE_POINTS_PER_CHARACTER = 20

_GRAPHEME = regex.compile(r"\X")
_LINE_ENDS = regex.compile("\r\n?|\u2028|\u2029")
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--[\n\t]]", flags=regex.V1)
_CONTROL_OR_BREAK = regex.compile(r"[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]", flags=regex.V1)
_BLANK = regex.compile(r"[\s\p{Cf}\p{Zs}\u115f\u1160\u2800\u3164]*", flags=regex.V1)
_USERNAME = regex.compile(r"[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]*", flags=regex.V1)
_EMAIL = regex.compile(r"[^@\s]+@[^@\s]+")
_MENTION = regex.compile(r"(?<![\p{L}\p{N}_@./\-])@([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]{0,63})", flags=regex.V1)

POST_LIMIT = 500
MESSAGE_LIMIT = 2000
ABOUT_ME_LIMIT = 280
NAME_LIMIT = 64
USERNAME_LIMIT = 64
EMAIL_LIMIT = 254
PASSWORD_LEAST = 8
PASSWORD_LIMIT = 1024
_MENTIONS = 20


def length(text: str) -> int:
    """Characters as people count them: é, 한 and a family emoji are one each."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def body(text: str, limit: int) -> str:
    """Several lines, not blank; white space at the end is not kept."""
    kept = paragraph(text, limit)
    if _BLANK.fullmatch(kept):
        raise ValueError("must not be empty")
    return kept


def paragraph(text: str, limit: int) -> str:
    """Several lines, perhaps none."""
    kept = _LINE_ENDS.sub("\n", text).rstrip()
    if _CONTROL.search(kept):
        raise ValueError("must not contain control characters")
    return _within(kept, limit)


def line(text: str, limit: int) -> str:
    """One line, without white space around it."""
    kept = text.strip()
    if _CONTROL_OR_BREAK.search(kept):
        raise ValueError("must not contain control characters or line breaks")
    return _within(kept, limit)


def username(text: str) -> str:
    name = unicodedata.normalize("NFKC", line(text, USERNAME_LIMIT))
    if len(name) > USERNAME_LIMIT:
        raise ValueError(f"must be at most {USERNAME_LIMIT} characters")
    if not _USERNAME.fullmatch(name):
        raise ValueError("may have letters, digits, hyphens, dots and underscores only")
    return name


def email(text: str) -> str:
    address = line(text, EMAIL_LIMIT)
    if len(address) > EMAIL_LIMIT or not _EMAIL.fullmatch(address):
        raise ValueError("must be an e-mail address")
    return address


def password(text: str) -> str:
    """Any characters, also blanks, but no control characters (no keyboard has them)."""
    if _CONTROL.search(text):
        raise ValueError("must not contain control characters")
    if len(text) < PASSWORD_LEAST:
        raise ValueError(f"must be at least {PASSWORD_LEAST} characters")
    if len(text) > PASSWORD_LIMIT:
        raise ValueError(f"must be at most {PASSWORD_LIMIT} characters")
    return text


def folded(name: str) -> str:
    """The form in which two user names or e-mail addresses are the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def mentioned(text: str) -> list[str]:
    """The folded user names that a text mentions, each once, in order; a reasonable number of them."""
    names = (folded(match[1].rstrip(".-")) for match in _MENTION.finditer(text))
    return list(dict.fromkeys(names))[:_MENTIONS]


def _within(text: str, limit: int) -> str:
    # Code points first: counting characters in megabytes of marks would take its time.
    if len(text) > limit * _CODE_POINTS_PER_CHARACTER or length(text) > limit:
        raise ValueError(f"must be at most {limit} characters")
    return text
