"""The words of a row that tells what several people did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.rows import StoredNotification
from microblog_desktop.viewmodels.posts.said import AGE, said
from microblog_desktop.viewmodels.timeline.notification_row import MOST_FACES, Doer, NotificationRow

_LONGEST_EXCERPT = 200


def notification_row(
    key: str, group: Sequence[StoredNotification], now: datetime, *, is_unread: bool
) -> NotificationRow:
    """The row of a group of one kind, newest first."""
    newest = group[0]
    assert newest.kind is not None
    people = list({one.actor.id: one.actor for one in group if one.actor is not None}.values())
    text = deed_words(newest.kind, people)
    excerpt = " ".join(newest.post.body.split())[:_LONGEST_EXCERPT] if newest.post is not None else ""
    parts = [_("Unread") if is_unread else "", text, excerpt, AGE]
    return NotificationRow(
        key=key,
        kind=newest.kind,
        doers=tuple(_doer(person) for person in people[:MOST_FACES]),
        text=text,
        excerpt=excerpt,
        created_at=newest.created_at,
        is_unread=is_unread,
        post=None if newest.post is None else newest.post.key,
        author=people[0].id,
        said=said(parts, newest.created_at, now),
    )


def key_of(group: Sequence[StoredNotification]) -> str:
    """Lasts while others join: the oldest of them names it."""
    return f"notification:{group[-1].key}"


def _doer(person: Person) -> Doer:
    return Doer(person.id, person.display_name, person.username, person.avatar_url)


def deed_words(kind: NotificationKind, people: Sequence[Person]) -> str:
    """Whole sentences for one, for two, and for more: each language turns them its own way."""
    name, others = people[0].display_name, len(people) - 1
    second = people[1].display_name if others else ""
    match kind:
        case NotificationKind.LIKE:
            one = _("{name} liked your post")
            two = _("{name} and {other} liked your post")
            more = ngettext(
                "{name} and {count} other liked your post", "{name} and {count} others liked your post", others
            )
        case NotificationKind.REPOST:
            one = _("{name} reposted your post")
            two = _("{name} and {other} reposted your post")
            more = ngettext(
                "{name} and {count} other reposted your post", "{name} and {count} others reposted your post", others
            )
        case _:
            one = _("{name} follows you")
            two = _("{name} and {other} follow you")
            more = ngettext("{name} and {count} other follow you", "{name} and {count} others follow you", others)
    words = one if not others else two if others == 1 else more
    return words.format(name=name, other=second, count=others)
