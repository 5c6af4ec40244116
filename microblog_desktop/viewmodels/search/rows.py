"""What is found besides posts, ready to be painted: people, messages, drafts, and what stands above each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum

from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.domain.people.lists import Suggestion
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.search import FoundDraft, FoundMessage, FoundPerson, Range, Snippet
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import age_sentence
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _, pgettext
from microblog_desktop.viewmodels.people.person_row import PersonRow
from microblog_desktop.viewmodels.people.person_row import person_row as plain_person_row
from microblog_desktop.viewmodels.timeline.rows import Offers


class Section(Enum):
    """The kinds of what is found, in the order in which they stand."""

    POSTS = "posts"
    MESSAGES = "messages"
    PEOPLE = "people"
    DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Stands above a section; `action` is what can be pressed: show all of it, or all sections again."""

    section: Section
    text: str
    action: str = ""

    @property
    def key(self) -> str:
        return f"heading:{self.section.value}"

    @property
    def spoken(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class FoundPersonRow:
    """Somebody, with what is marked of them. What they say of themselves is cut to where the words are in it."""

    person: PersonRow
    name_finds: tuple[Range, ...] = ()
    username_finds: tuple[Range, ...] = ()
    about_finds: tuple[Range, ...] = ()

    @property
    def key(self) -> PersonId:
        return self.person.key

    @property
    def spoken(self) -> str:
        return self.person.spoken


@dataclass(frozen=True, slots=True)
class FoundMessageRow:
    """A private message with somebody called `name`; `title` says which of the two wrote it."""

    message: MessageKey
    person: PersonId
    name: str
    title: str
    username: str
    avatar_url: str | None
    snippet: Snippet
    created_at: datetime
    spoken: str

    @property
    def key(self) -> str:
        return f"message:{self.message}"


@dataclass(frozen=True, slots=True)
class FoundDraftRow:
    """A text that was not sent; `name` is its place, `title` says where that is."""

    name: str
    title: str
    snippet: Snippet
    spoken: str

    @property
    def key(self) -> str:
        return f"draft:{self.name}"


def person_row(
    found: FoundPerson, person: Person, offers: Offers, me: PersonId, *, asked_to_follow: bool | None
) -> FoundPersonRow:
    """`asked_to_follow` is what the person wants and the server does not know yet."""
    row = plain_person_row(Suggestion(person, 0), offers, me)
    if asked_to_follow is not None:
        row = replace(row, you_follow=asked_to_follow)
    about_finds: tuple[Range, ...] = ()
    if found.about_me is not None:
        row, about_finds = replace(row, about=found.about_me.text), found.about_me.ranges
    name_finds = found.name_ranges if person.name == row.name else ()
    return FoundPersonRow(row, name_finds, found.username_ranges, about_finds)


def message_row(found: FoundMessage, person: Person | None, now: datetime) -> FoundMessageRow:
    name = person.display_name if person else found.person
    title = _("You to {name}").format(name=name) if found.is_mine else name
    return FoundMessageRow(
        message=found.key,
        person=found.person,
        name=name,
        title=title,
        username=person.username if person else "",
        avatar_url=person.avatar_url if person else None,
        snippet=found.snippet,
        created_at=found.created_at,
        spoken=in_one_breath((f"{title}, {age_sentence(found.created_at, now)}", found.snippet.text)),
    )


def draft_row(found: FoundDraft, other: Person | None) -> FoundDraftRow:
    title = _draft_title(found.name, other)
    return FoundDraftRow(found.name, title, found.snippet, in_one_breath((title, found.snippet.text)))


def conversation_of(draft: str) -> PersonId | None:
    """With whom a draft of a message is."""
    place, _colon, person = draft.partition(":")
    return PersonId(person) if place == "conversation" and person else None


def _draft_title(name: str, other: Person | None) -> str:
    place = name.partition(":")[0]
    if place == "conversation":
        return _("Message to {name}").format(name=other.display_name) if other else _("Message")
    if place == "reply":
        return pgettext("kind of draft", "Reply")
    if place == "edit":
        return _("Edit of a post")
    if place == "profile":
        return _("Your profile")
    return pgettext("kind of draft", "Post")
