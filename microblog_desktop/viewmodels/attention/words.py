"""The words of a bubble: as much as the person wants others to see, in plain text."""

from __future__ import annotations

from collections.abc import Sequence

from microblog_desktop.domain.attention import Bubble, NotifyDetail, Opens, Target
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.attention import plain_line
from microblog_desktop.domain.values import replace
from microblog_desktop.i18n.formats import list_of
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.rows import StoredNotification
from microblog_desktop.viewmodels.attention.happenings import Happenings, NewMessages
from microblog_desktop.viewmodels.notifications.grouping import grouped
from microblog_desktop.viewmodels.notifications.rows import deed_words

LONGEST_TEXT = 240
_LONGEST_NAME = 50
_MOST_NAMES = 3
_MOST_LINES = 4
_TITLE = "Microblog"

Group = Sequence[StoredNotification]


def bubble_of(key: str, happened: Happenings, detail: NotifyDetail) -> Bubble:
    """One bubble for all of it, however much that is."""
    messages = happened.messages
    groups = grouped(happened.notifications, lambda _key: True)
    if len(messages) == 1 and not groups:
        return _of_conversation(key, messages[0], detail)
    if len(groups) == 1 and not messages:
        return _of_group(key, groups[0], detail)
    lines = [_messages_words(messages)] if messages else []
    lines += [_group_words(group) for group in groups]
    hidden = len(lines) - _MOST_LINES
    if hidden > 0:
        lines[_MOST_LINES:] = [ngettext("and {count} more", "and {count} more", hidden).format(count=hidden)]
    target = Target(Opens.MESSAGES if messages else Opens.NOTIFICATIONS)
    if len(lines) == 1:
        return Bubble(key, lines[0], "", target)
    return Bubble(key, _TITLE, "\n".join(lines), target)


def signed(bubble: Bubble, handle: str) -> Bubble:
    """The same with whose account it tells of, in its last line; `handle` is empty if there is just one."""
    return replace(bubble, body="\n".join(filter(None, (bubble.body, handle)))) if handle else bubble


def _of_conversation(key: str, one: NewMessages, detail: NotifyDetail) -> Bubble:
    name, target = _name(one.person), Target(Opens.CONVERSATION, person=one.person.id)
    text = _quoted(one.text, detail)
    if text and one.count > 1:
        name = _("{name} ({count} new)").format(name=name, count=one.count)
    words = ngettext("{count} new message", "{count} new messages", one.count).format(count=one.count)
    return Bubble(key, name, text or words, target, answers=one.person.id, reply=_("Reply"), send=_("Send"))


def _of_group(key: str, group: Group, detail: NotifyDetail) -> Bubble:
    post = group[0].post
    if post is None:
        return Bubble(key, _group_words(group), "", Target(Opens.NOTIFICATIONS))
    return Bubble(key, _group_words(group), _quoted(post.body, detail), Target(Opens.POST, post=post.key))


def _messages_words(messages: Sequence[NewMessages]) -> str:
    count, others = sum(one.count for one in messages), len(messages) - _MOST_NAMES
    names = list_of([_name(one.person) for one in messages[:_MOST_NAMES]])
    if others > 0:
        words = ngettext(
            "{count} new messages from {names} and {others} other person",
            "{count} new messages from {names} and {others} other people",
            others,
        )
    else:
        words = ngettext("{count} new message from {names}", "{count} new messages from {names}", count)
    return words.format(count=count, names=names, others=others)


def _group_words(group: Group) -> str:
    kind = group[0].kind
    people = list({one.actor.id: one.actor for one in group if one.actor is not None}.values())
    match kind:
        case NotificationKind.MENTION:
            return _("{name} mentioned you").format(name=_name(people[0]))
        case NotificationKind.REPLY:
            return _("{name} replied to you").format(name=_name(people[0]))
        case _:
            assert kind is not None
            return plain_line(deed_words(kind, people), LONGEST_TEXT)


def _quoted(text: str, detail: NotifyDetail) -> str:
    return plain_line(text, LONGEST_TEXT) if detail is NotifyDetail.TEXT else ""


def _name(person: Person) -> str:
    return plain_line(person.display_name, _LONGEST_NAME) or plain_line(person.username, _LONGEST_NAME)


def trial_bubble() -> Bubble:
    """One to look at, about nothing."""
    return Bubble("test", _TITLE, _("This is how a notification looks."), Target(Opens.NOTIFICATIONS))
