"""The composers: `python -m tests.sandbox.composer [--scene box|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.commands import posting
from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.server import CountedIn, Limits
from microblog_desktop.ui.composer.composer_box import ComposerBox
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.widgets.card import Line, Panel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.session.account import AccountModel
from microblog_desktop.viewmodels.writing.composer import IN_DIALOG, ON_HOME, ComposerModel, PostPlan, reply
from tests.fakes.ports import NoPictures
from tests.sandbox.messages import ME, NOW, open_store
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play

SCENES = ("box", "written", "near", "over", "dialog", "reply")
TEXTS = {
    "written": "Reading the train timetable offline in the tunnel.",
    "near": "오늘 한강에 첫눈이 왔다. " * 7,
    "over": "Far too long. " * 15,
    "dialog": "A longer post is easier to write in a window of its own.\n\nIt has room for several lines.",
}


def build(stage: Stage) -> QWidget:
    store = open_store()

    def model(plan: PostPlan) -> ComposerModel:
        limits = Limits(140, 2000, 280, CountedIn.GRAPHEMES)
        made = ComposerModel(store, plan, limits=limits, undo_s=lambda: 5, clock=lambda: NOW)
        made.set_text(TEXTS.get(stage.scene, ""))
        return made

    if stage.scene == "dialog":
        return ComposerDialog(stage.theme, model(IN_DIALOG))
    if stage.scene == "reply":
        post = posting.publish(store, "Anyone up for the reading group?", now=NOW, undo_s=0, draft="home")
        return ComposerDialog(stage.theme, model(reply(post)))
    page = Panel(stage.theme)
    account = AccountModel(store, Account(AccountId("susan"), OURS, "susan", ME, VaultKind.SESSION))
    box = ComposerBox(stage.theme, RoundPictures(NoPictures()), model(ON_HOME), account)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(box)
    column.addWidget(Line(stage.theme))
    column.addStretch(1)
    return page


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=616, height=260))
