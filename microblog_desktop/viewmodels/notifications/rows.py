"""The words of a row that tells what several people did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from string import Formatter

from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.marked_text import Span, SpanKind
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
    text, names = _deed(newest.kind, people)
    excerpt = " ".join(newest.post.body.split())[:_LONGEST_EXCERPT] if newest.post is not None else ""
    parts = [_("Unread") if is_unread else "", text, excerpt, AGE]
    return NotificationRow(
        key=key,
        kind=newest.kind,
        doers=tuple(_doer(person) for person in people[:MOST_FACES]),
        text=text,
        names=names,
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
    """Who did it, in a sentence."""
    return _deed(kind, people)[0]


def _deed(kind: NotificationKind, people: Sequence[Person]) -> tuple[str, tuple[Span, ...]]:
    """The sentence, and where people are named in it."""
    named = dict(zip(("name", "other"), people, strict=False))
    text, names = "", []
    for words, field, _spec, _conversion in Formatter().parse(_sentence(kind, len(people) - 1)):
        text += words
        if field in named:
            start, person = len(text), named[field]
            text += person.display_name
            names.append(Span(start, len(text), SpanKind.MENTION, person.username))
        elif field:
            text += str(len(people) - 1)
    return text, tuple(names)


def _sentence(kind: NotificationKind, others: int) -> str:
    """Whole sentences for one, for two, and for more: each language turns them its own way."""
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
    return one if not others else two if others == 1 else more
