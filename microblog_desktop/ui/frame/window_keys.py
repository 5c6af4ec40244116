"""The keys of the main window, each with the words that say what it does.

Single letters are the text fields' own while one types: Qt asks them first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import N_, _
from microblog_desktop.ui.page.verbs import PostVerb


@dataclass(frozen=True, slots=True)
class WindowKey:
    """Some keys that do the same; `meaning` is marked for translation."""

    keys: tuple[str, ...]
    meaning: str
    act: Callable[[], object]
    told: tuple[
        str, ...
    ] = ()  # keys that do the same but are a row's own: a button in it may mean something else by them
    about: Callable[[], str] = str  # what `{name}` in the meaning stands for, in the language of now

    @property
    def shown_keys(self) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        return "  ".join(QKeySequence(key).toString(native) for key in (*self.told, *self.keys))

    @property
    def words(self) -> str:
        return _(self.meaning).format(name=self.about())


def install(keys: Sequence[WindowKey], window: QWidget) -> list[QShortcut]:
    """Make the keys work in a window."""
    shortcuts = []
    for entry in keys:
        for key in entry.keys:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.activated.connect(entry.act)
            shortcuts.append(shortcut)
    return shortcuts


NEXT_POST = N_("Next post or message")
PREVIOUS_POST = N_("Previous post or message")
NEW_POST = N_("Write a post")
NEWEST = N_("New posts, to the top")
REFRESH = N_("Refresh")
BACK = N_("Back")
LARGER = N_("Larger text")
SMALLER = N_("Smaller text")
USUAL_SIZE = N_("Text in its usual size")
KEYS = N_("This list of keys")
QUIT = N_("Quit")
PAGE = N_("Go to {name}")

VERBS = {
    PostVerb.OPEN: (("O",), N_("Open the conversation")),
    PostVerb.REPLY: (("R",), N_("Reply")),
    PostVerb.LIKE: (("F",), N_("Like, or take it back")),
    PostVerb.REPOST: (("B",), N_("Repost, or take it back")),
    PostVerb.BOOKMARK: (("D",), N_("Bookmark, or take it back")),
    PostVerb.TRANSLATE: (("T",), N_("Translate, or hide the translation")),
    PostVerb.AUTHOR: (("P",), N_("Go to the author")),
    PostVerb.EDIT: (("E",), N_("Edit your post")),
    PostVerb.DELETE: (("Del",), N_("Delete your post")),
}
"""The keys of each verb and their meaning."""

TOLD = {PostVerb.OPEN: ("Return",)}
