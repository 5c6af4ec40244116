"""A missing system library is named with the package that brings it."""

from __future__ import annotations

import pytest

from microblog_desktop.system import qt_libraries
from microblog_desktop.system.qt_libraries import MissingLibrary


def test_the_loaders_words_name_the_package() -> None:
    error = "libxcb-icccm.so.4: cannot open shared object file: No such file or directory"
    assert qt_libraries._named_in(error) == MissingLibrary("libxcb-icccm.so.4", "libxcb-icccm4")


def test_an_unknown_library_is_named_without_a_package() -> None:
    found = qt_libraries._named_in("libodd-3.so.1: cannot open shared object file: No such file")
    assert found == MissingLibrary("libodd-3.so.1", None)
    assert "libodd-3.so.1" in found.sentence()


def test_other_errors_name_nothing() -> None:
    assert qt_libraries._named_in("No module named 'PySide6'") is None


def test_the_sentence_says_what_to_install() -> None:
    assert "libegl1" in MissingLibrary("libEGL.so.1", "libegl1").sentence()


def test_a_linux_machine_without_screen_has_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not qt_libraries.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert qt_libraries.has_display()


def test_nothing_is_missing_where_the_tests_run() -> None:
    assert qt_libraries.find_missing_library() is None
