"""What somebody looks for, and what was found."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import MessageKey, PersonId, PostKey
from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a term, folded."""

    text: str
    is_run: bool


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """All `terms`, `tags` and `authors` must be there; each term is a row of neighbouring pieces.

    `authors` are (the beginnings of) user names, folded; tags come without their sign, folded.
    """

    terms: tuple[tuple[Part, ...], ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.terms or self.tags or self.authors)


@dataclass(frozen=True, slots=True)
class Range:
    """`text[start:end]` is what was looked for."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """What stands around the first find of a long text."""

    text: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class FoundMessage:
    key: MessageKey
    person: PersonId
    is_mine: bool
    created_at: datetime
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FoundPerson:
    person: PersonId
    name_ranges: tuple[Range, ...]
    username_ranges: tuple[Range, ...]
    about_me: Snippet | None


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """`name` is the draft's place (`store/account/drafts.py`)."""

    name: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FoundUpTo:
    """A place in the list of found posts. `beginnings` says that words which only begin so are found too."""

    created_at: datetime
    key: PostKey
    beginnings: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What this computer has; `is_whole` is False while what was there before the index is still being indexed.

    `older` is where the posts go on; None if these are all.
    """

    posts: tuple[PostKey, ...] = ()
    messages: tuple[FoundMessage, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    drafts: tuple[FoundDraft, ...] = ()
    older: FoundUpTo | None = None
    is_whole: bool = True
