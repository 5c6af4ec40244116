"""Read the texts of the demonstration community from the files in `texts/`.

A file is a list of sections. The head line names the section, its topic and,
where the time of day matters, the local hours in which its posts are written:

    == trains 6-9 @12                 posts and threads, here twelve days old
    == series john trains 6-9 30      a diary of 30 posts by john, put together from parts (divided by ---)
    == reactions trains               short answers that fit any post on the topic

A post is `author: text`, or `author[ko]: text` when the language is not that of
the file. `>` answers the post above that has no mark, `>>` answers the line
above. `\\n` within a text starts a new line; lines that begin with `# ` are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_LINE = re.compile(r"(>{0,2}) ?([a-z0-9_]+)(?:\[(\w\w)\])?: (.+)", re.DOTALL)
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_HEAD = re.compile(r"(\w+)(?: (\d+-\d+))?(?: @(\d+))?")
_LETTER = re.compile(r"[^\W\d_]")
_ALWAYS = range(24)


@dataclass(frozen=True, slots=True)
class Line:
    """One post as it stands in a file; `depth` counts its `>` marks."""

    author: str
    body: str
    language: str
    depth: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A post and the answers to it, in the order in which they were written."""

    topic: str
    hours: range
    days_ago: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A diary of one person; each post takes one part from each list."""

    author: str
    language: str
    topic: str
    hours: range
    count: int
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reactions:
    """Short answers to posts in one language; the topic `any` fits every post."""

    language: str
    topic: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """All sections of all language files."""

    threads: tuple[Thread, ...]
    series: tuple[Series, ...]
    reactions: tuple[Reactions, ...]


def read_texts() -> Texts:
    threads: list[Thread] = []
    series: list[Series] = []
    reactions: list[Reactions] = []
    for name in _language_files():
        language = name[:2]
        for head, lines in sections(name):
            kind = head.split()[0]
            if kind == "series":
                series.append(_series(head, lines, language))
            elif kind == "reactions":
                reactions.append(Reactions(language, head.split()[1], tuple(line for line in lines if line)))
            else:
                threads.extend(_threads(head, lines, language))
    return Texts(tuple(threads), tuple(series), tuple(reactions))


def sections(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the head and the lines of each section of a file."""
    for section in re.split(r"^== ", read(name), flags=re.MULTILINE)[1:]:
        head, _, rest = section.partition("\n")
        yield head, rest.removesuffix("\n").split("\n")


def read(name: str) -> str:
    """Return a file of `texts/` without its notes, as one text."""
    text = (files(__package__) / "texts" / name).read_text(encoding="utf-8")
    return re.sub(r"^# .*\n", "", text, flags=re.MULTILINE)


def parse_line(text: str, language: str) -> Line:
    found = _LINE.fullmatch(text)
    if found is None:
        raise ValueError(f"Not a post: {text!r}")
    marks, author, told, body = found.groups()
    body = body.replace("\\n", "\n")
    return Line(author, body, told or language_of(body, language), len(marks))


def language_of(body: str, language: str) -> str:
    """Return the language whose script fills most of the text, else the given one."""
    letters = len(_LETTER.findall(body))
    for code, script in _SCRIPTS:
        if 2 * len(script.findall(body)) > letters:
            return code
    return language


def _language_files() -> list[str]:
    names = (entry.name for entry in (files(__package__) / "texts").iterdir())
    return sorted(name for name in names if re.fullmatch(r"(en_\w+|[a-z]{2})\.txt", name))


def _threads(head: str, lines: list[str], language: str) -> Iterator[Thread]:
    found = _HEAD.fullmatch(head)
    if found is None:
        raise ValueError(f"Not the head of a section: {head!r}")
    topic, hours = found[1], _hours(found[2] or "")
    days_ago = int(found[3]) if found[3] else None
    thread: list[Line] = []
    for text in lines:
        line = parse_line(text, language)
        if thread and not line.depth:
            yield Thread(topic, hours, days_ago, tuple(thread))
            thread = []
        thread.append(line)
    yield Thread(topic, hours, days_ago, tuple(thread))


def _series(head: str, lines: list[str], language: str) -> Series:
    _, author, topic, hours, count = head.split()
    parts = tuple(tuple(part.split("\n")) for part in "\n".join(lines).split("\n---\n"))
    return Series(author, language, topic, _hours(hours), int(count), parts)


def _hours(text: str) -> range:
    if not text:
        return _ALWAYS
    first, last = text.split("-")
    return range(int(first), int(last))
