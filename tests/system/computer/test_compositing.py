from __future__ import annotations

import subprocess
import sys

import pytest

from microblog_desktop.system.computer.compositing import x11_is_composited

# Whoever owns that selection is the manager: here a window of ours.
_ASK = """
import ctypes
from PySide6.QtWidgets import QApplication, QWidget
from microblog_desktop.system.computer import compositing
app = QApplication([])
window = QWidget()
print(compositing.x11_is_composited())
xcb = compositing._library()
connection = xcb.xcb_connect(None, None)
name = b"_NET_WM_CM_S0"
atom = compositing._answer(xcb.xcb_intern_atom_reply(connection, xcb.xcb_intern_atom(connection, 0, 13, name), None))
print(compositing.x11_is_composited())
xcb.xcb_set_selection_owner.argtypes = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32)
xcb.xcb_set_selection_owner(connection, int(window.winId()), atom, 0)
compositing._answer(xcb.xcb_get_selection_owner_reply(connection, xcb.xcb_get_selection_owner(connection, atom), None))
print(compositing.x11_is_composited())
"""


@pytest.mark.needs("xvfb")
def test_a_manager_is_known_by_its_selection() -> None:
    command = ["xvfb-run", "-a", "env", "QT_QPA_PLATFORM=xcb", sys.executable, "-c", _ASK]
    asked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert asked.stdout.split() == ["False", "False", "True"]


@pytest.mark.skipif(sys.platform != "linux", reason="X11 only")
def test_without_a_screen_to_ask_it_is_as_almost_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987654")
    assert x11_is_composited()
