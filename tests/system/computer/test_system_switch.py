from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.system.computer.system_switch import FileSwitch


class Note(FileSwitch):
    what = "the note"

    def _contents(self) -> bytes:
        return " ".join(self._command).encode()


def test_it_is_on_where_its_file_stands(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "note"
    note = Note(("run", "me"), file)
    note.turn()
    assert file.read_bytes() == b"run me"
    file.unlink()  # by another program
    assert not note.is_on()
    note.turn()
    assert note.is_on()
    note.turn()
    assert not file.exists()


@pytest.mark.expects_log("the note cannot be changed")
def test_a_failure_is_told_until_it_works(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be", encoding="utf-8")
    note = Note(("run",), tmp_path / "folder" / "note")
    note.turn()
    assert (note.is_on(), note.has_failed()) == (False, True)
    (tmp_path / "folder").unlink()
    note.turn()
    assert (note.is_on(), note.has_failed()) == (True, False)
