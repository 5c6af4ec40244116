from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.domain.people.lists import ProfileChange
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.server import Capability, CountedIn, Limits, ServerDescription, ServerKind
from microblog_desktop.viewmodels.people.edit.model import EditProfileModel, Removed
from microblog_desktop.viewmodels.people.edit.password import TypedPassword
from tests.fakes.people_sync import FakePeopleSync
from tests.store.world import ACCOUNT, SUSAN, World

ME = replace(SUSAN, about_me="Gardens.", email="susan@example.net")
OURS = ServerDescription(
    "https://example.net",
    ServerKind.MICROBLOG,
    "Example",
    limits=Limits(about_me=20, counted_in=CountedIn.GRAPHEMES),
    capabilities=frozenset(Capability),
)
CHAPTER_23 = ServerDescription(
    "https://old.example", ServerKind.CHAPTER_23, "old", capabilities=frozenset({Capability.EDIT_PROFILE})
)
NEW = TypedPassword(Secret("old one"), Secret("new one!"), Secret("new one!"))


@dataclass
class Desk:
    world: World
    server: ServerDescription = OURS
    port: FakePeopleSync = field(default_factory=FakePeopleSync)
    saved: list[bool] = field(default_factory=list)
    model: EditProfileModel = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        account = replace(ACCOUNT, server=self.server)
        self.model = EditProfileModel(self.world.store, account, self.port, clock=lambda: self.world.now)
        self.model.saved.connect(lambda: self.saved.append(True))
        self.port.asked.clear()

    def learn(self, person: Person) -> None:
        with self.world.store.transaction():
            self.world.store.person_pages.save(person)

    def answer(self, activity: str, problem: Problem | None = None) -> None:
        status = self.world.store.status
        status.begin(activity)
        if problem is None:
            status.succeed(activity)
        else:
            status.fail(activity, problem)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    world = World()
    with world.store.transaction():
        world.store.person_pages.save(ME)
    desk = Desk(world)
    yield desk
    desk.model.close()
    world.store.close()


def test_only_what_changed_is_sent(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.model.username.set_text(" susan ")
    desk.model.save()
    assert desk.port.asked == [("change_profile", ProfileChange(name="Susan B."))]


def test_nothing_changed_is_nothing_sent_and_the_dialog_may_close(desk: Desk) -> None:
    desk.model.save()
    assert desk.port.asked == []
    assert desk.saved == [True]


def test_emptying_what_one_says_about_oneself_is_a_change(desk: Desk) -> None:
    desk.model.about_me.set_text("")
    desk.model.save()
    assert desk.port.asked == [("change_profile", ProfileChange(about_me=""))]


def test_pressed_twice_it_is_sent_once(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.model.choose_picture(b"picture")
    desk.model.save(NEW)
    desk.model.save(NEW)
    assert [asked[0] for asked in desk.port.asked] == ["change_profile", "put_avatar", "change_password"]
    assert desk.model.is_busy


def test_saved_is_told_once_everything_has_arrived(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.model.choose_picture(Removed.REMOVED)
    desk.model.save()
    desk.learn(replace(ME, name="Susan B."))
    desk.answer("profile")
    assert desk.saved == []
    desk.answer("avatar")
    assert desk.saved == [True]
    assert not desk.model.is_busy
    assert desk.world.store.drafts.names("") == []


def test_what_failed_stays_and_what_arrived_is_not_sent_again(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.model.email.set_text("nonsense")
    desk.model.choose_picture(b"picture")
    desk.model.save(NEW)
    desk.answer("profile", Problem(ProblemKind.REFUSED, fields=(("email", "must be an e-mail address"),)))
    desk.answer("avatar")
    desk.answer("password", Problem(ProblemKind.REFUSED, fields=(("current", "is not your password"),)))
    assert desk.saved == []
    assert desk.model.complaints.email == "Must be an e-mail address."
    assert desk.model.complaints.first_field == "email"
    assert desk.model.complaints.current
    desk.port.asked.clear()
    desk.model.email.set_text("s@example.net")
    desk.model.save()
    assert desk.port.asked == [("change_profile", ProfileChange(name="Susan B.", email="s@example.net"))]


def test_offline_keeps_what_was_typed_and_saves_when_asked_again(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.model.save()
    desk.answer("profile", Problem(ProblemKind.OFFLINE))
    assert "save again" in desk.model.complaints.general
    assert desk.model.name.text == "Susan B."
    desk.model.save()
    assert len(desk.port.asked) == 2


def test_what_was_typed_survives_the_end_of_the_program(qapp: QApplication, tmp_path: Path) -> None:
    desk = Desk(World(tmp_path / "account.db"))
    desk.learn(ME)
    desk.model.about_me.set_text("Half a sen")
    desk.model.about_me.save_now()
    desk.world.store.close()
    desk.world.open()
    desk.open()
    assert desk.model.about_me.text == "Half a sen"
    assert desk.model.has_draft
    desk.model.discard()
    assert desk.model.about_me.text == "Gardens."
    assert desk.world.store.drafts.names("") == []
    desk.model.close()
    desk.world.store.close()


def test_no_password_is_written_down(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.model.save(NEW)
    assert all("one" not in repr(part) for part in (NEW, desk.model.complaints))
    names = desk.world.store.drafts.names("")
    assert names == ["profile:name"]


def test_a_field_that_nobody_touched_follows_the_server(desk: Desk) -> None:
    desk.model.name.set_text("Susan B.")
    desk.learn(replace(ME, name="Sue", about_me="Cats."))
    assert desk.model.about_me.text == "Cats."
    assert desk.model.name.text == "Susan B."


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"username": "  "}, "username"), ({"email": ""}, "email"), ({"about_me": "x" * 21}, "about_me")],
)
def test_what_can_be_known_here_is_said_before_anything_is_sent(desk: Desk, typed: dict[str, str], field: str) -> None:
    for name, text in typed.items():
        getattr(desk.model, name).set_text(text)
    desk.model.save()
    assert desk.port.asked == []
    assert desk.model.complaints.first_field == field


def test_about_me_is_counted_as_the_server_counts(desk: Desk) -> None:
    desk.model.about_me.set_text("👩‍👩‍👧‍👦" * 20)
    assert desk.model.about_me.remaining == 0
    desk.model.save()
    assert desk.port.asked


def test_two_different_new_passwords_are_told_apart(desk: Desk) -> None:
    desk.model.save(TypedPassword(Secret("old"), Secret("new one!"), Secret("new one?")))
    assert desk.port.asked == []
    assert desk.model.complaints.first_field == "again"
    desk.model.save(TypedPassword(Secret(""), Secret("a"), Secret("a")))
    assert desk.model.complaints.first_field == "current"


def test_a_password_that_was_taken_is_told_even_if_the_rest_failed(desk: Desk) -> None:
    told: list[bool] = []
    desk.model.password_taken.connect(lambda: told.append(True))
    desk.model.name.set_text("Susan B.")
    desk.model.save(NEW)
    desk.answer("password")
    desk.answer("profile", Problem(ProblemKind.TIMED_OUT))
    assert told == [True]
    assert desk.saved == []


def test_chapter_23_takes_user_name_about_me_and_an_address_that_it_never_tells(qapp: QApplication) -> None:
    world = World()
    with world.store.transaction():
        world.store.person_pages.save(Person(SUSAN.id, "susan"))
    desk = Desk(world, CHAPTER_23)
    offers = desk.model.offers
    assert (offers.name, offers.picture, offers.password) == (False, False, False)
    assert desk.model.email_hint
    desk.model.about_me.set_text("hello")
    desk.model.save()
    assert desk.port.asked == [("change_profile", ProfileChange(about_me="hello"))]
    desk.answer("profile", Problem(ProblemKind.REFUSED, message="please use a different email address"))
    assert desk.model.complaints.first_field == "email"
    desk.model.email.set_text("susan@example.net")
    desk.model.save()
    assert desk.port.asked[-1] == ("change_profile", ProfileChange(about_me="hello", email="susan@example.net"))
    desk.model.close()
    world.store.close()
