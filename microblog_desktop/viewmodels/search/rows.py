"""What is found besides posts, ready to be painted: people, messages, drafts."""

from __future__ import annotations

from datetime import datetime

from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.search import FoundDraft, FoundMessage, FoundPerson, Range, Snippet
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _


@dataclass(frozen=True, slots=True)
class FoundPersonRow:
    """Somebody. `about` is what they say of themselves, where the words are in it."""

    key: PersonId
    name: str
    name_finds: tuple[Range, ...]
    username: str
    username_finds: tuple[Range, ...]
    about: Snippet | None
    avatar_url: str | None
    you_follow: bool
    is_me: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class FoundMessageRow:
    """A private message; `title` names the other person."""

    key: MessageKey
    person: PersonId
    title: str
    avatar_url: str | None
    snippet: Snippet
    created_at: datetime
    spoken: str


@dataclass(frozen=True, slots=True)
class FoundDraftRow:
    """A text that was not sent; `key` is its place, `title` says where that is."""

    key: str
    title: str
    snippet: Snippet
    spoken: str


def person_row(found: FoundPerson, person: Person, *, is_me: bool) -> FoundPersonRow:
    has_name = bool(person.name.strip())
    about = found.about_me.text if found.about_me else ""
    return FoundPersonRow(
        key=person.id,
        name=person.display_name,
        name_finds=found.name_ranges if has_name and person.name == person.display_name else (),
        username=person.username,
        username_finds=found.username_ranges,
        about=found.about_me,
        avatar_url=person.avatar_url,
        you_follow=bool(person.you_follow),
        is_me=is_me,
        spoken=". ".join(part for part in (person.display_name, f"@{person.username}", about) if part),
    )


def message_row(found: FoundMessage, person: Person | None) -> FoundMessageRow:
    name = person.display_name if person else found.person
    title = _("You to {name}").format(name=name) if found.is_mine else name
    return FoundMessageRow(
        key=found.key,
        person=found.person,
        title=title,
        avatar_url=person.avatar_url if person else None,
        snippet=found.snippet,
        created_at=found.created_at,
        spoken=f"{title}. {found.snippet.text}",
    )


def draft_row(found: FoundDraft, other: Person | None) -> FoundDraftRow:
    title = _draft_title(found.name, other)
    return FoundDraftRow(found.name, title, found.snippet, f"{title}. {found.snippet.text}")


def conversation_of(draft: str) -> PersonId | None:
    """With whom a draft of a message is."""
    place, _colon, person = draft.partition(":")
    return PersonId(person) if place == "conversation" and person else None


def _draft_title(name: str, other: Person | None) -> str:
    place = name.partition(":")[0]
    if place == "conversation":
        return _("Message to {name}").format(name=other.display_name) if other else _("Message")
    if place == "reply":
        return _("Reply")
    if place == "edit":
        return _("Edit of a post")
    return _("Post")
