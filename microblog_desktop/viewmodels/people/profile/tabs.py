"""What there is to see of a person, as far as their server shows it."""

from __future__ import annotations

from enum import Enum

from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.translate import _, pgettext


class ProfileTab(Enum):
    POSTS = "posts"
    REPLIES = "replies"
    LIKED = "liked"
    FOLLOWERS = "followers"
    FOLLOWING = "following"

    @property
    def words(self) -> str:
        match self:
            case ProfileTab.POSTS:
                return _("Posts")
            case ProfileTab.REPLIES:
                return _("Replies")
            case ProfileTab.LIKED:
                return pgettext("tab of a profile", "Liked")
            case ProfileTab.FOLLOWERS:
                return _("Followers")
            case ProfileTab.FOLLOWING:
                return pgettext("tab of a profile", "Following")

    @property
    def is_of_people(self) -> bool:
        return self in PEOPLE_TABS


PEOPLE_TABS = frozenset({ProfileTab.FOLLOWERS, ProfileTab.FOLLOWING})


def tabs_of(server: ServerDescription, *, is_me: bool) -> tuple[ProfileTab, ...]:
    """Of others one does not learn what they like."""
    posts = (ProfileTab.POSTS, ProfileTab.REPLIES) if server.can(Capability.USER_POSTS) else ()
    liked = (ProfileTab.LIKED,) if is_me and server.can(Capability.OWN_LIKES) else ()
    people = (ProfileTab.FOLLOWERS, ProfileTab.FOLLOWING) if server.can(Capability.PEOPLE) else ()
    return (*posts, *liked, *people)
