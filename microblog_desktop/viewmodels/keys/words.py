"""What each key does, in the language of now."""

from __future__ import annotations

from microblog_desktop.domain.keys.actions import ACCOUNTS, PAGES, KeyGroup, account_action, page_action
from microblog_desktop.i18n.translate import N_, _

MEANINGS = {
    "next": N_("Next post or message"),
    "previous": N_("Previous post or message"),
    "newest": N_("New posts, to the top"),
    "refresh": N_("Refresh"),
    "open": N_("Open the thread"),
    "window": N_("Open in a window"),
    "reply": N_("Reply"),
    "like": N_("Like, or take it back"),
    "repost": N_("Repost, or take it back"),
    "bookmark": N_("Bookmark, or take it back"),
    "translate": N_("Translate, or hide the translation"),
    "author": N_("Go to the author"),
    "card": N_("Who is that? A card with the author"),
    "edit": N_("Edit your post"),
    "delete": N_("Delete your post"),
    "undo": N_("Undo what you just did to a post"),
    "new_post": N_("Write a post"),
    "send": N_("Send what you write"),
    "search": N_("Search"),
    "jump": N_("Jump anywhere"),
    "find_here": N_("Search in this conversation"),
    "back": N_("Back"),
    "settings": N_("Settings"),
    "larger": N_("Larger text"),
    "smaller": N_("Smaller text"),
    "usual_size": N_("Text in its usual size"),
    "close": N_("Close this window"),
    "keys": N_("This list of keys"),
    "quit": N_("Quit"),
}
_PAGE = N_("Go to {name}")
_ACCOUNT = N_("Show account {name}")
_GROUPS = {
    KeyGroup.READING: N_("Reading"),
    KeyGroup.POSTS: N_("Posts"),
    KeyGroup.WRITING: N_("Writing"),
    KeyGroup.GOING: N_("Going somewhere"),
    KeyGroup.WINDOW: N_("Window and program"),
}
_PAGE_NUMBERS = {page_action(number): number for number in range(1, PAGES + 1)}
_ACCOUNT_NUMBERS = {account_action(number): number for number in range(1, ACCOUNTS + 1)}
FIXED = (
    (("Up", "Down"), N_("Next or previous in a list")),
    (("Return",), N_("Open, or press the button one is at")),
    (("Tab", "Shift+Tab"), N_("To the next or the previous thing")),
    (("Space", "PgUp", "PgDown", "Home", "End"), N_("Move through a page")),
    (("Esc",), N_("Close, or go back")),
)
"""Keys that cannot be chosen, and what they do."""


def words_of(action: str, name: str = "") -> str:
    """`name` is the page or account that it leads to; their place, if it is not known."""
    if action in _PAGE_NUMBERS:
        return _(_PAGE).format(name=name or _("page {number}").format(number=_PAGE_NUMBERS[action]))
    if action in _ACCOUNT_NUMBERS:
        return _(_ACCOUNT).format(name=name or _ACCOUNT_NUMBERS[action])
    return _(MEANINGS[action])


def title_of(group: KeyGroup) -> str:
    return _(_GROUPS[group])


def words_of_fixed() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((keys, _(meaning)) for keys, meaning in FIXED)
