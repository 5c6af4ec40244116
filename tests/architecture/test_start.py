"""What is slow to load is not loaded before the first paint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import CLIENT, ROOT, modules

_BEFORE_THE_FIRST_PAINT = ("domain", "i18n", "store", "commands", "viewmodels", "ui")
_SLOW = (
    "asyncio",
    "httpx",
    "keyring",
    "babel",
    "dateutil",
    "desktop_notifier",
    "dbus_fast",
    "cryptography",
    "ssl",
    "urllib.request",
    "logging.handlers",
)
_MOST_MODULES = 202  # of the client


def test_the_modules_of_the_first_paint_load_nothing_slow() -> None:
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for layer in _BEFORE_THE_FIRST_PAINT
        for file in modules(CLIENT / layer)
    ]
    code = (
        "import importlib, json, sys\n"
        "blamed = {}\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        f"    blamed |= {{slow: name for slow in {_SLOW!r} if slow in sys.modules and slow not in blamed}}\n"
        "print(json.dumps(blamed))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.stderr == ""
    assert json.loads(done.stdout) == {}  # what was loaded, and the module that loaded it


def test_what_the_first_window_does_not_show_is_not_loaded_for_it() -> None:
    later = (
        *_SLOW,
        "PySide6.QtNetwork",
        "dataclasses",
        "subprocess",
        *_of_client(
            "app.account.asides",
            "app.account.people",
            "app.account.threads",
            "app.late.exports",
            "app.late.notifications",
            "app.late.proxy",
            "app.late.search",
            "app.links.asked",
            "commands.following",
            "commands.posting",
            "commands.reacting",
            "commands.undoing",
            "domain.inbox",
            "domain.keys.kept",
            "domain.keys.sequences",
            "store.account.conversations",
            "store.account.messages",
            "store.account.notifications",
            "store.account.person_pages",
            "store.account.posts.reactions",
            "store.account.posts.threads",
            "store.account.posts.translations",
            "store.account.search",
            "store.signin_board",
            "store.sqlite.migrations.account_0001",
            "app.account.jump",
            "ui.frame.page_window",
            "ui.jump",
            "ui.messages.messages_page",
            "ui.page.state_view",
            "ui.people",
            "ui.posts.delivery_strip",
            "ui.posts.post_menu",
            "ui.signin.signin_window",
            "ui.theme.fonts",
            "ui.thread.thread_page",
            "ui.timeline.bookmarks_page",
            "ui.timeline.gap_row",
            "ui.timeline.mark_row",
            "ui.timeline.undo_snack",
            "ui.widgets.banner",
            "viewmodels.jump",
            "viewmodels.keys.words",
            "viewmodels.outbox_words",
            "viewmodels.posts.translations",
            "viewmodels.problem_words",
            "viewmodels.thread.model",
            "viewmodels.timeline.mentions",
            "viewmodels.timeline.notification_row",
        ),
    )
    code = f"import microblog_desktop.app.startup, sys; print([name for name in {later!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_the_first_window_loads_only_the_widgets_it_shows(tmp_path: Path) -> None:
    """PySide6 loads all kinds of them to tell what a widget is that Qt made, such as the viewport of a text box."""
    code = (
        "import pathlib, PySide6.QtWidgets as widgets\n"
        "from tests.app.accounts.profile import open_client, save_accounts\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "save_accounts(folder, 'ann')\n"
        "app = widgets.QApplication([])\n"
        "client = open_client(app, folder)\n"
        "client.window.grab()\n"
        "names = ('QDockWidget', 'QGraphicsView', 'QWizard')\n"
        "print([name for name in names if name in vars(widgets)], flush=True)\n"
        # Python takes open windows apart in any order; the client closes them first, which takes long.
        "import os; os._exit(0)"
    )
    started = [sys.executable, "-c", code]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(started, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_no_more_modules_are_loaded_for_the_first_window_than_needed() -> None:
    """Each takes a fifth of a millisecond, half of it for finding it; add one only if the first window shows it."""
    code = (
        "import microblog_desktop.app.startup, sys\n"
        "print(sum(name.startswith('microblog_desktop') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert int(done.stdout) <= _MOST_MODULES


def test_what_one_may_press_next_is_loaded_after_the_first_paint() -> None:
    """Named by what loads the rest of it; nobody waits where the first press arrives."""
    pressed = _of_client(
        "app.account.people",
        "commands.following",
        "commands.posting",
        "commands.reacting",
        "commands.translating",
        "commands.undoing",
        "store.account.messages",
        "store.account.notifications",
        "store.account.posts.reactions",
        "store.account.search.index",
        "ui.hover.person_card",
        "ui.jump.panel",
        "ui.people.profile.page",
        "ui.posts.delivery_strip",
        "ui.posts.post_menu",
        "ui.thread.thread_page",
        "ui.timeline.mark_row",
        "ui.timeline.notification_row",
        "ui.timeline.undo_snack",
        "ui.widgets.banner",
        "viewmodels.problem_words",
        "viewmodels.timeline.mentions",
    )
    # The first request needs these, in the thread of the widgets.
    pressed += ("anyio.streams.tls", "h11", "httpcore")
    code = (
        "import importlib, sys\n"
        "from microblog_desktop.app.first_paint import LATER\n"
        "for name in LATER:\n"
        "    importlib.import_module(name)\n"
        f"print([name for name in {pressed!r} if name not in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def _of_client(*names: str) -> tuple[str, ...]:
    return tuple(f"microblog_desktop.{name}" for name in names)
