"""The strip at the foot of a page that says what keeps it from being whole or of now."""

from __future__ import annotations

from microblog_desktop.ui.widgets.banner import Banner
from microblog_desktop.viewmodels.note import Note


class NoteStrip(Banner):
    """`acted` when the person took the way out that the note offers."""

    def show_note(self, note: Note | None) -> None:
        if note is None:
            self.hide()
        else:
            self.say(note.text, icon=note.icon, action=note.action)
