"""The keys of the windows, each with the words that say what it does.

Single letters are the text fields' own while one types: Qt asks them first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import N_, _
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme


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


PAGE = N_("Go to {name}")
REFRESH = N_("Refresh")

VERBS = {
    PostVerb.OPEN: (("O",), N_("Open the thread")),
    PostVerb.WINDOW: (("Shift+Return",), N_("Open in a window")),
    PostVerb.REPLY: (("R",), N_("Reply")),
    PostVerb.LIKE: (("F",), N_("Like, or take it back")),
    PostVerb.REPOST: (("B",), N_("Repost, or take it back")),
    PostVerb.BOOKMARK: (("D",), N_("Bookmark, or take it back")),
    PostVerb.TRANSLATE: (("T",), N_("Translate, or hide the translation")),
    PostVerb.AUTHOR: (("P",), N_("Go to the author")),
    PostVerb.CARD: (("I",), N_("Who is that? A card with the author")),
    PostVerb.EDIT: (("E",), N_("Edit your post")),
    PostVerb.DELETE: (("Del",), N_("Delete your post")),
    PostVerb.UNDO: (("Ctrl+Z",), N_("Undo what you just did to a post")),
}
"""The keys of each verb and their meaning."""

TOLD = {PostVerb.OPEN: ("Return",)}


def page_keys(page: Callable[[], PageSlot]) -> list[WindowKey]:
    """What the keys do to the page that is open."""
    return [
        WindowKey(("J",), N_("Next post or message"), lambda: page().step(1), told=("Down",)),
        WindowKey(("K",), N_("Previous post or message"), lambda: page().step(-1), told=("Up",)),
        *(
            WindowKey(keys, meaning, partial(_act, page, verb), TOLD.get(verb, ()))
            for verb, (keys, meaning) in VERBS.items()
        ),
        WindowKey((".",), N_("New posts, to the top"), lambda: page().show_newest()),
        WindowKey(("F5", "Ctrl+R"), REFRESH, lambda: page().refresh()),
    ]


def text_keys(theme: Theme, choose: Callable[[float], object]) -> list[WindowKey]:
    """Larger and smaller text; `choose` takes the new scale."""
    return [
        WindowKey(("Ctrl++", "Ctrl+="), N_("Larger text"), lambda: choose(theme.larger_text())),
        WindowKey(("Ctrl+-",), N_("Smaller text"), lambda: choose(theme.smaller_text())),
        WindowKey(("Ctrl+0",), N_("Text in its usual size"), lambda: choose(1.0)),
    ]


def new_post_key(write: Callable[[], object]) -> WindowKey:
    return WindowKey(("N", "Ctrl+N"), N_("Write a post"), write)


def search_key(search: Callable[[], object]) -> WindowKey:
    return WindowKey(("/", "Ctrl+F"), N_("Search"), search)


def back_key(go_back: Callable[[], object]) -> WindowKey:
    return WindowKey(("Alt+Left",), N_("Back"), go_back, told=("Esc",))


def close_key(close: Callable[[], object]) -> WindowKey:
    return WindowKey(("Ctrl+W",), N_("Close this window"), close, told=("Esc",))


def settings_key(show: Callable[[], object]) -> WindowKey:
    return WindowKey(("Ctrl+,",), N_("Settings"), show)


def list_key(show: Callable[[], object]) -> WindowKey:
    return WindowKey(("?", "F1"), N_("This list of keys"), show)


def quit_key(leave: Callable[[], object]) -> WindowKey:
    return WindowKey(("Ctrl+Q",), N_("Quit"), leave)


def _act(page: Callable[[], PageSlot], verb: PostVerb) -> None:
    page().act(verb)
