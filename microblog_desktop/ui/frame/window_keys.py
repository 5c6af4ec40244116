"""The keys of the windows, each with the words that say what it does; which keys they are is the person's choice.

Single letters are the text fields' own while one types: Qt asks them first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.keys.actions import account_action, page_action
from microblog_desktop.domain.values import dataclass
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.keys.pressed import native_keys
from microblog_desktop.ui.page.verbs import PostVerb
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.keys.now import keys_of
from microblog_desktop.viewmodels.session.accounts import MOST_KEYS


@dataclass(frozen=True, slots=True)
class WindowKey:
    """Some keys that do the same; `action` is their name in the table of all keys."""

    action: str
    act: Callable[[], object]
    told: tuple[
        str, ...
    ] = ()  # keys that do the same but are a row's own: a button in it may mean something else by them
    about: Callable[[], str] = str  # the page or account that it leads to, in the language of now

    @property
    def keys(self) -> tuple[str, ...]:
        return keys_of(self.action)

    @property
    def shown_keys(self) -> str:
        return native_keys((*self.told, *self.keys))

    def say(self) -> str:
        """The words in the language of the moment."""
        return self.words

    @property
    def words(self) -> str:
        # For the list of keys, which is opened later.
        from microblog_desktop.viewmodels.keys.words import words_of

        return words_of(self.action, self.about())


class InstalledKeys:
    """Makes the keys work in a window; `refresh` when others were chosen."""

    def __init__(self, keys: Sequence[WindowKey], window: QWidget) -> None:
        self._keys = keys
        self._window = window
        self._made: list[tuple[str, str]] = []
        self.shortcuts: list[QShortcut] = []
        self.refresh()

    def refresh(self) -> None:
        wanted = [(entry.action, key) for entry in self._keys for key in entry.keys]
        if wanted == self._made:
            return
        self._made = wanted
        for shortcut in self.shortcuts:
            shortcut.setEnabled(False)
            # Perhaps it is its own key that asked for others.
            shortcut.deleteLater()
        self.shortcuts = []
        for entry in self._keys:
            for key in entry.keys:
                shortcut = QShortcut(QKeySequence(key), self._window)
                shortcut.activated.connect(entry.act)
                self.shortcuts.append(shortcut)


TOLD = {PostVerb.OPEN: ("Return",)}


def page_keys(page: Callable[[], PageSlot]) -> list[WindowKey]:
    """What the keys do to the page that is open."""
    return [
        WindowKey("next", lambda: page().step(1), told=("Down",)),
        WindowKey("previous", lambda: page().step(-1), told=("Up",)),
        *(WindowKey(verb.value, partial(_act, page, verb), TOLD.get(verb, ())) for verb in PostVerb),
        WindowKey("newest", lambda: page().show_newest()),
        WindowKey("refresh", lambda: page().refresh()),
    ]


def text_keys(theme: Theme, choose: Callable[[float], object]) -> list[WindowKey]:
    """Larger and smaller text; `choose` takes the new scale."""
    return [
        WindowKey("larger", lambda: choose(theme.larger_text())),
        WindowKey("smaller", lambda: choose(theme.smaller_text())),
        WindowKey("usual_size", lambda: choose(1.0)),
    ]


def new_post_key(write: Callable[[], object]) -> WindowKey:
    return WindowKey("new_post", write)


def search_key(search: Callable[[], object]) -> WindowKey:
    return WindowKey("search", search)


def jump_key(jump: Callable[[], object]) -> WindowKey:
    return WindowKey("jump", jump)


def back_key(go_back: Callable[[], object]) -> WindowKey:
    return WindowKey("back", go_back, told=("Esc",))


def close_key(close: Callable[[], object]) -> WindowKey:
    return WindowKey("close", close, told=("Esc",))


def go_key(number: int, page: PageSlot, go: Callable[[], object]) -> WindowKey:
    """To the page at this place of the side bar, from 1."""
    return WindowKey(page_action(number), go, about=page.title)


def account_keys(show: Callable[[int], object]) -> list[WindowKey]:
    """Each account by its place in the list of them; `show` takes the place, from 1."""
    return [
        WindowKey(account_action(place), partial(show, place), about=partial(str, place))
        for place in range(1, MOST_KEYS + 1)
    ]


def settings_key(show: Callable[[], object]) -> WindowKey:
    return WindowKey("settings", show)


def list_key(show: Callable[[], object]) -> WindowKey:
    return WindowKey("keys", show)


def quit_key(leave: Callable[[], object]) -> WindowKey:
    return WindowKey("quit", leave)


def _act(page: Callable[[], PageSlot], verb: PostVerb) -> None:
    page().act(verb)
