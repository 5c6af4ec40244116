"""After crashes at the last starts: the question whether to start with as little as possible."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QMessageBox

from microblog_desktop.i18n.translate import _, set_language
from microblog_desktop.system.paths import translations


def safe_mode_question() -> tuple[QMessageBox, QAbstractButton]:
    """The question, and the button that means yes. It comes before anything is opened that may be the cause."""
    set_language("", translations())
    box = QMessageBox(QMessageBox.Icon.Question, "Microblog", _("Microblog crashed at its last two starts."))
    box.setInformativeText(
        _(
            "It can start with as little as possible: what is saved of your timelines is put aside and fetched again, "
            "and the settings are as at first. Your drafts and what is not sent yet stay."
        )
    )
    safe = box.addButton(_("Start in safe mode"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Start as usual"), QMessageBox.ButtonRole.RejectRole)
    return box, safe
