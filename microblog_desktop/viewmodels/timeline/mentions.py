"""Somebody who is named in a post: what can be done with them here and now."""

from __future__ import annotations

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.viewmodels.timeline.rows import Offers


@dataclass(frozen=True, slots=True)
class MentionedPerson:
    """A person whom this computer knows by the name in the text."""

    person: PersonId
    username: str
    you_follow: bool
    can_follow: bool
    can_message: bool


def mentioned_person(store: AccountStore, offers: Offers, username: str) -> MentionedPerson | None:
    """Return who is meant by `@username`, or None if nobody of that name was seen yet."""
    person = store.people.by_username(username)
    if person is None:
        return None
    is_other = person.id != store.me
    return MentionedPerson(
        person.id,
        person.username,
        you_follow=bool(person.you_follow),
        can_follow=offers.can_follow and is_other,
        can_message=offers.can_message and is_other,
    )
