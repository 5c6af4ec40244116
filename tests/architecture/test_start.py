"""What is slow to load is not loaded before the first paint."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.architecture.tree import CLIENT, ROOT, modules

_BEFORE_THE_FIRST_PAINT = ("domain", "i18n", "store", "commands", "viewmodels", "ui")
_SLOW = (
    "asyncio",
    "httpx",
    "keyring",
    "babel",
    "dateutil",
    "cryptography",
    "ssl",
    "urllib.request",
    "logging.handlers",
)


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
        "subprocess",
        "microblog_desktop.app.account.asides",
        "microblog_desktop.app.account.threads",
        "microblog_desktop.ui.frame.page_window",
        "microblog_desktop.ui.messages.messages_page",
        "microblog_desktop.ui.thread.thread_page",
        "microblog_desktop.ui.timeline.bookmarks_page",
        "microblog_desktop.viewmodels.thread.model",
        "microblog_desktop.ui.signin.signin_window",
    )
    code = f"import microblog_desktop.app.startup, sys; print([name for name in {later!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
