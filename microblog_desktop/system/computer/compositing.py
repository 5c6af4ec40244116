"""Whether windows can let through what lies behind them. On X11 only a compositing manager makes it so.

Qt does not tell, so the X server is asked, over a connection of its own: the manager owns a selection by this name.
"""

from __future__ import annotations

import ctypes


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Reply(ctypes.Structure):
    """Of both questions: the last field is the atom, or the window that owns the selection."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("unused", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("answer", ctypes.c_uint32),
    )


def x11_is_composited() -> bool:
    """Asked anew each time, in less than a millisecond. True where nobody can tell: almost every desktop has one."""
    try:
        xcb = _library()
    except OSError:
        return True
    screen = ctypes.c_int(0)
    connection = xcb.xcb_connect(None, ctypes.byref(screen))
    try:
        if xcb.xcb_connection_has_error(connection):
            return True
        name = f"_NET_WM_CM_S{screen.value}".encode()
        atom = _answer(xcb.xcb_intern_atom_reply(connection, xcb.xcb_intern_atom(connection, 1, len(name), name), None))
        owner = xcb.xcb_get_selection_owner(connection, atom)
        return bool(atom and _answer(xcb.xcb_get_selection_owner_reply(connection, owner, None)))
    finally:
        xcb.xcb_disconnect(connection)


def _library() -> ctypes.CDLL:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.POINTER(ctypes.c_int))
    for name in ("xcb_connection_has_error", "xcb_disconnect"):
        getattr(xcb, name).argtypes = (ctypes.c_void_p,)
    xcb.xcb_intern_atom.argtypes = (ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p)
    xcb.xcb_get_selection_owner.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    for name in ("xcb_intern_atom", "xcb_get_selection_owner"):
        getattr(xcb, name).restype = _Cookie
        getattr(xcb, f"{name}_reply").restype = ctypes.POINTER(_Reply)
        getattr(xcb, f"{name}_reply").argtypes = (ctypes.c_void_p, _Cookie, ctypes.c_void_p)
    return xcb


def _answer(reply: ctypes._Pointer[_Reply] | None) -> int:
    """Of a reply that is ours to free; 0 if there is none."""
    if not reply:
        return 0
    answer = int(reply.contents.answer)
    libc = ctypes.CDLL(None)
    libc.free.argtypes = (ctypes.c_void_p,)
    libc.free(reply)
    return answer
