from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.people.lists import ProfileChange
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, Limits, ServerDescription, ServerKind
from microblog_desktop.ui.people.edit.about_part import AboutPart
from microblog_desktop.ui.people.edit.edit_dialog import EditDialog
from microblog_desktop.ui.people.edit.edit_form import EditForm
from microblog_desktop.ui.people.edit.password_part import PasswordPart
from microblog_desktop.ui.people.edit.picture_part import PicturePart
from microblog_desktop.ui.people.edit.saved_note import SavedNote
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.edit.model import EditProfileModel, Removed
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import ACCOUNT, SUSAN, World
from tests.ui.people.edit.picture_files import drop_file, saved, two_halves

ME = replace(SUSAN, about_me="Gardens.", email="susan@example.net")
OURS = ServerDescription(
    "https://example.net",
    ServerKind.MICROBLOG,
    "Example",
    limits=Limits(about_me=280),
    capabilities=frozenset(Capability),
)
CHAPTER_23 = ServerDescription("https://old.example", ServerKind.CHAPTER_23, "old")


@dataclass
class Scene:
    world: World
    port: FakePeopleSync
    model: EditProfileModel
    dialog: EditDialog

    @property
    def form(self) -> EditForm:
        return self.dialog.form

    def fail(self, activity: str, problem: Problem) -> None:
        self.world.store.status.fail(activity, problem)

    def button(self, text: str) -> QAbstractButton:
        return next(one for one in self.dialog.findChildren(QAbstractButton) if one.text() == text and one.isVisible())


def open_scene(theme: Theme, pictures: RoundPictures, qtbot: QtBot, server: ServerDescription, me: Person) -> Scene:
    world, port = World(), FakePeopleSync()
    with world.store.transaction():
        world.store.person_pages.save(me)
    model = EditProfileModel(world.store, replace(ACCOUNT, server=server), port, clock=lambda: world.now)
    dialog = EditDialog(theme, pictures, model, 2_000_000)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    port.asked.clear()
    return Scene(world, port, model, dialog)


@pytest.fixture
def scene(theme: Theme, pictures: RoundPictures, qtbot: QtBot) -> Iterator[Scene]:
    scene = open_scene(theme, pictures, qtbot, OURS, ME)
    yield scene
    scene.dialog.done(0)
    scene.world.store.close()


def retype(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)


def test_enter_saves_what_was_typed(scene: Scene) -> None:
    retype(scene.form.name.field, "Susan B.")
    QTest.keyClick(scene.form.name.field, Qt.Key.Key_Return)
    QTest.keyClick(scene.form.name.field, Qt.Key.Key_Return)
    assert scene.port.asked == [("change_profile", ProfileChange(name="Susan B."))]
    assert scene.form.name.field.isReadOnly()


def test_once_all_is_saved_it_closes_with_a_quiet_word(scene: Scene, theme: Theme, qtbot: QtBot) -> None:
    retype(scene.form.name.field, "Susan B.")
    scene.dialog.save()
    with qtbot.waitSignal(scene.dialog.saved):
        scene.world.store.status.succeed("profile")
    assert not scene.dialog.isVisible()
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 600)
    over.show()
    note = SavedNote(theme, over)
    note.say()
    assert note.snack.accessibleName() == "Your profile is saved."
    assert over.rect().contains(note.snack.geometry())
    over.resize(420, 500)
    assert over.rect().contains(note.snack.geometry())
    note.snack.leave()


def test_the_first_field_that_is_wrong_has_the_focus_and_says_why(scene: Scene) -> None:
    retype(scene.form.username.field, "john")
    scene.dialog.save()
    fields = (("username", "please use a different username"), ("email", "must be an e-mail address"))
    scene.fail("profile", Problem(ProblemKind.REFUSED, fields=fields))
    field = scene.form.username.field
    assert field.hasFocus()
    assert field.accessibleDescription() == "Please use a different username."
    assert scene.form.email.said() == "Must be an e-mail address."
    QTest.keyClicks(field, "ny")
    assert scene.form.username.said() == ""


def test_the_same_mistake_again_is_said_again(scene: Scene) -> None:
    for _time in range(2):
        retype(scene.form.username.field, " ")
        scene.button("Save").click()
        assert scene.form.username.said() == "Enter a username."
        assert scene.form.username.field.hasFocus()
        QTest.keyClicks(scene.form.username.field, "x")
        assert scene.form.username.said() == ""
    assert scene.port.asked == []


def test_offline_it_says_so_and_keeps_everything(scene: Scene) -> None:
    retype(scene.form.name.field, "Susan B.")
    scene.dialog.save()
    scene.fail("profile", Problem(ProblemKind.OFFLINE))
    assert scene.form.name.field.text() == "Susan B."
    assert scene.model.complaints.general.startswith("You are offline.")
    scene.button("Save").click()
    assert len(scene.port.asked) == 2


def test_closing_keeps_what_was_typed_as_a_draft(scene: Scene) -> None:
    box = scene.form.findChild(AboutPart)
    assert isinstance(box, AboutPart)
    QTest.keyClicks(box.box, " Cats")
    scene.form.password.unfold()
    QTest.keyClicks(scene.form.password.new.field, "very secret")
    QTest.keyClick(scene.dialog, Qt.Key.Key_Escape)
    assert not scene.dialog.isVisible()
    drafts = scene.world.store.drafts
    assert drafts.names("") == ["profile:about-me"]
    draft = drafts.get("profile:about-me")
    assert draft is not None
    assert draft.body == "Gardens. Cats"
    assert scene.form.password.new.field.text() == ""


def test_discarding_brings_back_what_is_saved(scene: Scene) -> None:
    retype(scene.form.name.field, "Nobody")
    scene.model.choose_picture(Removed.REMOVED)
    scene.button("Discard changes").click()
    assert scene.form.name.field.text() == "Susan"
    assert scene.model.picture is None


def test_the_password_has_a_section_of_its_own(scene: Scene) -> None:
    part = scene.form.findChild(PasswordPart)
    assert isinstance(part, PasswordPart)
    assert not part.is_open
    part.open_button.click()
    assert part.current.field.hasFocus()
    for field, text in zip(part.fields, ("old", "new and long", "new and lang"), strict=True):
        QTest.keyClicks(field.field, text)
    scene.dialog.save()
    assert scene.port.asked == []
    assert part.again.said() == "The two passwords are not the same."
    retype(part.again.field, "new and long")
    scene.dialog.save()
    assert scene.port.asked == [("change_password", Secret("old"), Secret("new and long"))]
    problem = Problem(ProblemKind.REFUSED, fields=(("current", "is not your password"),))
    scene.fail("password", problem)
    assert part.current.field.accessibleDescription() == "This is not your current password."
    assert part.current.field.hasFocus()


def test_a_dropped_file_is_cut_and_sent_with_the_rest(scene: Scene, tmp_path: Path, qtbot: QtBot) -> None:
    # Over a field of text, which would take its address for words.
    drop_file(saved(tmp_path, "a.png", two_halves()), scene.form.about_me.box.viewport())
    assert scene.form.about_me.box.toPlainText() == "Gardens."
    qtbot.waitUntil(lambda: scene.dialog.crop.isVisible())
    QTest.keyClick(scene.dialog.crop.view, Qt.Key.Key_Left)
    QTest.keyClick(scene.dialog.crop.view, Qt.Key.Key_Return)
    assert isinstance(scene.model.picture, bytes)
    assert scene.form.isVisible()
    scene.dialog.save()
    assert scene.port.asked == [("put_avatar", scene.model.picture)]


def test_a_pasted_picture_is_taken_even_from_within_a_line(scene: Scene) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QGuiApplication.clipboard().setImage(image)
    QTest.keyClick(scene.form.name.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert scene.dialog.crop.isVisible()
    QTest.keyClick(scene.dialog, Qt.Key.Key_Escape)
    assert scene.dialog.isVisible()
    assert scene.form.isVisible()
    QGuiApplication.clipboard().setText("Sue")
    scene.form.name.field.selectAll()
    QTest.keyClick(scene.form.name.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert scene.form.name.field.text() == "Sue"


def test_a_broken_file_is_said_beside_the_picture(scene: Scene, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    scene.dialog.open_picture(broken)
    qtbot.waitUntil(lambda: bool(scene.model.complaints.picture))
    part = scene.form.findChild(PicturePart)
    assert isinstance(part, PicturePart)
    assert "damaged" in part.change.accessibleDescription()
    assert part.change.hasFocus()


def test_removing_the_picture_waits_for_saving(scene: Scene) -> None:
    scene.form.picture.remove.click()
    assert scene.port.asked == []
    scene.form.picture.keep.click()
    scene.form.picture.remove.click()
    scene.dialog.save()
    assert scene.port.asked == [("remove_avatar",)]


def test_tab_visits_everything_and_everything_has_a_name(scene: Scene) -> None:
    scene.form.focus_first()
    visited: list[str] = []
    for _stop in range(9):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused.accessibleName() or (focused.text() if isinstance(focused, QAbstractButton) else ""))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert visited == [
        "Name",
        "Username",
        "About me",
        "E-mail",
        "Change password…",
        "Close",
        "Save",
        "Change picture…",
        "Remove picture",
    ]


def test_chapter_23_shows_what_it_takes_and_nothing_else(theme: Theme, pictures: RoundPictures, qtbot: QtBot) -> None:
    scene = open_scene(theme, pictures, qtbot, CHAPTER_23, Person(SUSAN.id, "susan"))
    form = scene.form
    assert form.name.isHidden()
    assert form.password.isHidden()
    assert form.picture.change.isHidden()
    assert form.picture.remove.isHidden()
    assert form.email.said().startswith("Your address is not known here.")
    assert scene.dialog.focusWidget() is form.username.field
    scene.dialog.done(0)
    scene.world.store.close()
