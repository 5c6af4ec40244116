"""What the panel offers to do: the keys of the window one is in, and what the account's menu has."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.app.account.asides import Asides
from microblog_desktop.app.account.threads import PageHost
from microblog_desktop.commands.reading import mark_all_read
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore
from microblog_desktop.ui.frame.window_keys import WindowKey
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.viewmodels.jump.deeds import Deed

# Of the keys those that mean something from here, with what is painted beside them; the others act on a post, move in
# a page, or lead where the panel leads by a name.
_KEYS = {
    "new_post": "pencil",
    "refresh": "refresh",
    "back": "arrow-left",
    "larger": "arrow-right",
    "smaller": "arrow-right",
    "usual_size": "arrow-right",
    "close": "close",
}
# Settings are a page here.
_NOT_OF_THE_MENU = frozenset({"settings"})


def deeds_of(host: PageHost, main: MainWindow, asides: Asides, store: AccountStore) -> list[Deed]:
    """Dialogs of the menu lie over the main window, wherever they were asked for."""
    keys = [_of_key(key, _KEYS[key.action]) for key in host.keys if key.action in _KEYS]
    reading = Deed("read_all", lambda: _("Mark everything as read"), lambda: mark_all_read(store), "check-double")
    menu = [_in_front(deed, main) for group in asides.deeds() for deed in group if deed.name not in _NOT_OF_THE_MENU]
    return [*keys, reading, *menu]


def _of_key(key: WindowKey, icon: str) -> Deed:
    return Deed(key.action, lambda: key.words, key.act, icon, key.action)


def _in_front(deed: Deed, main: MainWindow) -> Deed:
    return Deed(deed.name, deed.words, lambda: _do(deed.act, main), deed.icon, deed.action, deed.is_on)


def _do(act: Callable[[], object], main: MainWindow) -> None:
    main.come_on_screen()
    act()
