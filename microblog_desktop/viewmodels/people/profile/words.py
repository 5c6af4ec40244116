"""What stands in a profile instead of posts or people, and how the search among people is named."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.lists.instead import Instead, instead_of_rows
from microblog_desktop.viewmodels.lists.list_state import ListState, ListWords
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab


@dataclass(frozen=True, slots=True)
class _Words:
    """`empty` of others, `my_empty` where the page is one's own; the others hold for both."""

    icon: str
    empty: str
    my_empty: str
    my_hint: str
    offline: str
    failed: str


def tab_state(tab: ProfileTab, state: ListState, name: str, *, is_me: bool) -> Instead:
    """What stands in a tab without rows; `name` is whose page it is."""
    words, name = _WORDS[tab](), " ".join(name.split())
    said = ListWords(
        icon=words.icon,
        empty=(words.my_empty if is_me else words.empty).format(name=name),
        empty_hint=words.my_hint if is_me else "",
        offline_hint=words.offline.format(name=name),
        failed=words.failed,
    )
    return instead_of_rows(state, said)


def search_words(tab: ProfileTab) -> str:
    return _("Find one of the followers") if tab is ProfileTab.FOLLOWERS else _("Find one of these people")


def _posts() -> _Words:
    return _Words(
        "pencil",
        _("{name} has not posted yet"),
        _("You have not posted yet"),
        _("Write your first post with N."),
        _("No posts of {name} are saved on this computer yet. They load as soon as you are online."),
        _("The posts could not be loaded"),
    )


def _replies() -> _Words:
    return _Words(
        "reply",
        _("{name} has not answered anybody yet"),
        _("You have not answered anybody yet"),
        _("Answer a post with R to find it here."),
        _("No replies of {name} are saved on this computer yet. They load as soon as you are online."),
        _("The replies could not be loaded"),
    )


def _liked() -> _Words:
    return _Words(
        "heart",
        _("You have not liked anything yet"),
        _("You have not liked anything yet"),
        _("Like a post with F to find it here."),
        _("No posts that you like are saved on this computer yet. They load as soon as you are online."),
        _("The posts that you like could not be loaded"),
    )


def _followers() -> _Words:
    return _Words(
        "person",
        _("Nobody follows {name} yet"),
        _("Nobody follows you yet"),
        "",
        _("The followers of {name} are not saved on this computer yet. They load as soon as you are online."),
        _("The followers could not be loaded"),
    )


def _following() -> _Words:
    return _Words(
        "person",
        _("{name} does not follow anybody yet"),
        _("You do not follow anybody yet"),
        "",
        _("The people whom {name} follows are not saved on this computer yet. They load as soon as you are online."),
        _("The people could not be loaded"),
    )


_WORDS: dict[ProfileTab, Callable[[], _Words]] = {
    ProfileTab.POSTS: _posts,
    ProfileTab.REPLIES: _replies,
    ProfileTab.LIKED: _liked,
    ProfileTab.FOLLOWERS: _followers,
    ProfileTab.FOLLOWING: _following,
}
