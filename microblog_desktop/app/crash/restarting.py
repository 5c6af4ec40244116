"""From a running program into safe mode: it ends in order, with everything saved, and starts again."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PySide6.QtWidgets import QWidget

from microblog_desktop.app.shared import Shared
from microblog_desktop.i18n.translate import _
from microblog_desktop.system.computer.own_command import own_command
from microblog_desktop.ui.page.question import Question

_NAME = "restart in safe mode"


def ask_to_restart(shared: Shared, over: QWidget) -> Question:
    """Over this window; one that runs in safe mode already says so."""
    asked: Question | None = over.findChild(Question, _NAME)
    if asked is not None and asked.isVisible():
        # Asked twice, as by two more starts.
        return asked
    question = _question(shared)
    question.setObjectName(_NAME)
    question.setParent(over, question.windowFlags())
    question.accepted.connect(shared.end_to_restart_safely)
    question.finished.connect(question.deleteLater)
    question.open()
    return question


def start_in_safe_mode(profile: Path) -> None:
    """The next program; this one must have freed the profile. Raises `OSError`."""
    subprocess.Popen(
        own_command(profile, "--safe-mode"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _question(shared: Shared) -> Question:
    theme = shared.appearance.theme
    if shared.is_safe:
        return Question(
            theme, _("Microblog is in safe mode already"), _("Quit and start it again to have your settings back.")
        )
    return Question(
        theme,
        _("Restart in safe mode?"),
        _(
            "Microblog starts again with as little as possible: what is saved of your timelines is put aside and "
            "fetched again, and the settings are as at first. Your drafts and what is not sent yet stay."
        ),
        _("Restart"),
    )
