"""The dialog for one's own profile: `python -m tests.sandbox.edit [--scene wrong|…] [--language xx] [--shot FILE]`."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, Limits, ServerDescription, ServerKind
from microblog_desktop.ui.people.edit.edit_dialog import EditDialog
from microblog_desktop.ui.people.edit.picture_file import from_clipboard
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.edit.model import EditProfileModel
from microblog_desktop.viewmodels.people.edit.password import TypedPassword
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import NoPictures
from tests.sandbox.stage import Stage, play
from tests.store.world import ACCOUNT, SUSAN, World

SCENES = (
    "plain",
    "draft",
    "wrong",
    "offline",
    "password",
    "crop",
    "new-picture",
    "broken-picture",
    "chapter23",
    "busy",
)
ABOUT = "Gardens, cats and code.\nMostly in Vienna; notes on https://susan.example.net"


def build(stage: Stage) -> QWidget:
    world = World()
    with world.store.transaction():
        world.store.person_pages.save(
            Person(SUSAN.id, "susan", "Susan Berger", about_me=ABOUT, email="susan@example.net")
        )
    kind = ServerKind.CHAPTER_23 if stage.scene == "chapter23" else ServerKind.MICROBLOG
    can = frozenset({Capability.EDIT_PROFILE}) if stage.scene == "chapter23" else frozenset(Capability)
    server = ServerDescription("https://example.net", kind, "Example", limits=Limits(about_me=280), capabilities=can)
    account = replace(ACCOUNT, server=server)
    model = EditProfileModel(world.store, account, FakePeopleSync(), clock=lambda: world.now)
    if stage.scene in {"draft", "wrong", "offline", "busy"}:
        model.name.set_text("Susan B.")
    over = QWidget()
    dialog = EditDialog(stage.theme, RoundPictures(NoPictures()), model, 2_000_000)
    over.setVisible(False)
    _play(stage.scene, world, model, dialog)
    return dialog


def _play(scene: str, world: World, model: EditProfileModel, dialog: EditDialog) -> None:
    if scene == "wrong":
        model.username.set_text("john")
        dialog.form.password.unfold()
        model.save(TypedPassword(Secret("a"), Secret("b"), Secret("b")))
        fields = (("username", "please use a different username"), ("email", "must be an e-mail address"))
        world.store.status.fail("profile", Problem(ProblemKind.REFUSED, fields=fields))
        world.store.status.fail("password", Problem(ProblemKind.REFUSED, fields=(("current", "is not"),)))
    elif scene == "offline":
        model.save()
        world.store.status.fail("profile", Problem(ProblemKind.OFFLINE))
    elif scene == "busy":
        model.save()
    elif scene == "password":
        dialog.form.password.unfold()
    elif scene == "crop":
        dialog._crop_or_complain(from_clipboard(landscape()))
    elif scene == "new-picture":
        dialog._crop_or_complain(from_clipboard(landscape()))
        dialog.crop.view.zoom_by(4)
        dialog.crop.use()


def landscape() -> QImage:
    """Hills under a sun: one sees which part is shown."""
    image = QImage(1600, 1000, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, 1000))
    sky.setColorAt(0, QColor("#2b6cb0"))
    sky.setColorAt(1, QColor("#fbd38d"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(QColor(0, 0, 0, 0))
    for rect, color in (
        (QRectF(900, 150, 260, 260), "#f6e05e"),
        (QRectF(-300, 600, 1400, 900), "#276749"),
        (QRectF(700, 680, 1500, 900), "#2f855a"),
    ):
        painter.setBrush(QColor(color))
        painter.drawEllipse(rect)
    painter.end()
    return image


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=480, height=660))
