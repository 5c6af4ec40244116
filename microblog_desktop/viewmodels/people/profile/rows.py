"""The rows of a profile that are neither posts nor people: who it is, the tabs, and the search."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.marked_text import MarkedText, mark
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.formats import age_sentence, month_and_year, number
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.timeline.rows import Offers


class ProfilePart(Enum):
    """The keys of these rows: no post and no person has such a one."""

    HEADER = "header"
    TABS = "tabs"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """Who it is. Ages are told when they are painted: they change by themselves."""

    person: PersonId
    name: str
    username: str
    avatar_url: str | None
    about: MarkedText
    created_at: datetime | None
    last_seen: datetime | None
    posts: int | None
    following: int | None
    followers: int | None
    lists: frozenset[ProfileTab]  # which of the counts open something
    is_me: bool
    you_follow: bool
    follows_you: bool
    can_follow: bool
    can_message: bool
    can_edit: bool
    spoken: str
    key: ProfilePart = ProfilePart.HEADER

    @property
    def handle(self) -> str:
        return f"@{self.username}"

    @property
    def handle_text(self) -> str:
        return _("{handle} · follows you").format(handle=self.handle) if self.follows_you else self.handle


@dataclass(frozen=True, slots=True)
class TabsRow:
    """What there is to see of them."""

    tabs: tuple[ProfileTab, ...]
    chosen: ProfileTab | None
    language: str
    key: ProfilePart = ProfilePart.TABS

    @property
    def spoken(self) -> str:
        return _("What to show of this profile")


@dataclass(frozen=True, slots=True)
class SearchRow:
    """Where one types the beginning of a name."""

    typed: str
    words: str
    key: ProfilePart = ProfilePart.SEARCH

    @property
    def spoken(self) -> str:
        return _("Search")  # the field in it says for what


@dataclass(frozen=True, slots=True)
class ProfileOffers:
    """What can be done with a person here."""

    posts: Offers
    lists: frozenset[ProfileTab]
    can_edit: bool


def profile_row(person: Person, offers: ProfileOffers, me: PersonId, now: datetime, *, is_gone: bool) -> ProfileRow:
    """`is_gone`: the server does not know the person any more."""
    is_me = person.id == me
    may_meet = not is_me and not is_gone
    return ProfileRow(
        person=person.id,
        name=" ".join(person.display_name.split()),
        username=person.username,
        avatar_url=person.avatar_url,
        about=mark((person.about_me or "").strip()),
        created_at=person.created_at,
        last_seen=None if is_me else person.last_seen,
        posts=person.posts,
        following=person.following,
        followers=person.followers,
        lists=offers.lists,
        is_me=is_me,
        you_follow=bool(person.you_follow),
        follows_you=bool(person.follows_you) and not is_me,
        can_follow=offers.posts.can_follow and may_meet,
        can_message=offers.posts.can_message and may_meet,
        can_edit=offers.can_edit and is_me,
        spoken=_spoken(person, now, is_me=is_me),
    )


def with_own_follow(person: Person, said: bool | None) -> Person:  # noqa: FBT001 - data
    """One's own follow counts at once, not when the server, which last `said` so, has counted it."""
    if person.followers is None or said is None or person.you_follow is None or said is person.you_follow:
        return person
    return replace(person, followers=max(0, person.followers + (1 if person.you_follow else -1)))


def facts(last_seen: datetime | None, created_at: datetime | None, now: datetime) -> str:
    """When they were here last, and since when they are."""
    seen = _("Last seen {age}").format(age=age_sentence(last_seen, now)) if last_seen else ""
    joined = _("Joined {month}").format(month=month_and_year(created_at)) if created_at else ""
    return " · ".join(part for part in (seen, joined) if part)


def counted_posts(count: int | None) -> str:
    return "" if count is None else ngettext("{count} post", "{count} posts", count).format(count=number(count))


def counted_following(count: int | None) -> str:
    return (
        "" if count is None else ngettext("{count} following", "{count} following", count).format(count=number(count))
    )


def counted_followers(count: int | None) -> str:
    return "" if count is None else ngettext("{count} follower", "{count} followers", count).format(count=number(count))


def _spoken(person: Person, now: datetime, *, is_me: bool) -> str:
    parts = (
        f"{person.display_name}, @{person.username}",
        _("This is you") if is_me else "",
        _("Follows you") if person.follows_you and not is_me else "",
        _("You follow them") if person.you_follow else "",
        person.about_me or "",
        facts(None if is_me else person.last_seen, person.created_at, now),
        counted_posts(person.posts),
        counted_following(person.following),
        counted_followers(person.followers),
    )
    return in_one_breath(parts)
