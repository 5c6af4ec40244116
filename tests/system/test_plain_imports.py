"""PySide6's hook in `import` is gone, and imports still work."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import linecache, sys
import PySide6.QtCore
from microblog_desktop.system.plain_imports import use_plain_imports
from microblog_desktop.domain.ids import HOME
use_plain_imports()
from microblog_desktop.domain.people.person import Person
names = ("ids", "people.person")
print([sys.modules["microblog_desktop.domain." + name].__file__ in linecache.cache for name in names])
"""


def test_modules_loaded_after_qt_are_not_read_as_text() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], check=False, capture_output=True, text=True)
    assert done.stderr == ""
    # When PySide6 no longer reads the first one, `plain_imports` has nothing to do any more and can go.
    assert done.stdout == "[True, False]\n"


def test_without_qt_nothing_is_changed() -> None:
    program = (
        "import builtins; plain = builtins.__import__\n"
        "from microblog_desktop.system.plain_imports import use_plain_imports\n"
        "use_plain_imports(); assert builtins.__import__ is plain"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
