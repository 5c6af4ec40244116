"""What a person chose about bubbles and the tray."""

from __future__ import annotations

from microblog_desktop.domain.attention import NotifyDetail, OnClose, QuietHours
from microblog_desktop.domain.inbox.notification import NotificationKind
from microblog_desktop.store import preferences
from microblog_desktop.store.profile import ProfileStore

BUBBLES = "bubbles"
"""The activity that tells whether the system shows them."""

KINDS = {
    preferences.NOTIFY_MESSAGES: (),
    preferences.NOTIFY_REPLIES: (NotificationKind.REPLY, NotificationKind.MENTION),
    preferences.NOTIFY_LIKES: (NotificationKind.LIKE,),
    preferences.NOTIFY_REPOSTS: (NotificationKind.REPOST,),
    preferences.NOTIFY_FOLLOWERS: (NotificationKind.FOLLOW,),
}
"""What each switch is about; messages are no notifications."""


def notify_detail(profile: ProfileStore) -> NotifyDetail:
    return NotifyDetail(profile.preferences.get(preferences.NOTIFY_DETAIL))


def quiet_hours(profile: ProfileStore) -> QuietHours | None:
    """The hours of each day without bubbles, or None."""
    chosen = profile.preferences
    if not chosen.get(preferences.QUIET_HOURS):
        return None
    return QuietHours(chosen.get(preferences.QUIET_FROM), chosen.get(preferences.QUIET_TO))


def tells_messages(profile: ProfileStore) -> bool:
    """Whether messages make bubbles."""
    return profile.preferences.get(preferences.NOTIFY_MESSAGES)


def told_kinds(profile: ProfileStore) -> frozenset[NotificationKind]:
    """The notifications that make bubbles; those of a kind without a switch do."""
    kinds = set(NotificationKind)
    for switch, about in KINDS.items():
        if not profile.preferences.get(switch):
            kinds -= set(about)
    return frozenset(kinds)


def on_close(profile: ProfileStore) -> OnClose:
    return OnClose(profile.preferences.get(preferences.ON_CLOSE))
