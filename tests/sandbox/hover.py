"""The card of a person over Home: `python -m tests.sandbox.hover [--scene bottom|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import AccountId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.ui.hover.hover_cards import HoverCards
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.pointing.person_spot import Means, PersonSpot
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.widgets.avatar import Avatar
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.card import PersonCardModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakeMessageSync, NoPictures
from tests.sandbox import home
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play

SCENES = ("name", "picture", "bottom", "right", "long", "followed", "me", "keys", "plain", "arabic")
LONG = (
    "Collects timetables, tunnels and the sound of doors. Writes about railways, maps and the people in between; "
    "sometimes about bread. Everything here is my own opinion, and most of it is about trains.\nSecond paragraph."
)


def known(store: AccountStore, scene: str) -> None:
    john = replace(
        home.JOHN, about_me="Train person. Notes from the 07:12.", posts=128, following=64, followers=91,
        follows_you=True, you_follow=scene == "followed",
    )  # fmt: skip
    if scene == "long":
        john = replace(
            john, name="Johannes Maximilian von und zu Hohenstein", about_me=LONG, posts=1_234_567, followers=98_765
        )
    if scene == "arabic":
        john = replace(john, name="أمل", about_me="مسافرة في القطار، أكتب عن المدن.")
    if scene == "plain":
        john = Person(home.JOHN.id, "john", "John", you_follow=False)
    rosa = replace(home.STRANGERS[0], about_me="Maps.", posts=3, following=2, followers=1)
    with store.transaction():
        for person in (john, rosa, replace(home.SUSAN, posts=12, following=4, followers=7)):
            store.person_pages.save(person)


def build(stage: Stage) -> QWidget:
    account = Account(
        AccountId("susan"), replace(OURS, url="https://example.net"), "susan", home.SUSAN.id, VaultKind.SESSION
    )
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: home.NOW, account)
    home.fill(store, "full")
    known(store, stage.scene)
    window = home.window(stage, store, account, account.server)
    model = PersonCardModel(store, FakePeopleSync(), FakeMessageSync(), home.ALL)
    cards = HoverCards(stage.theme, RoundPictures(NoPictures()), model, lambda: True)
    cards.setParent(window)
    window.person_pointed.connect(lambda spot: cards.point(spot, window))
    # Cards come in active windows only, and this one becomes so in a while.
    turns = QTimer(window, interval=0)

    def turn() -> None:
        if window.isActiveWindow():
            turns.stop()
            come(window, cards, stage.scene)

    turns.timeout.connect(turn)
    turns.start()
    return window


def come(window: MainWindow, cards: HoverCards, scene: str) -> None:
    """As if the pointer rested there."""
    rows = sorted(window.findChildren(PostRowWidget), key=lambda row: row.mapTo(window, QPoint()).y())
    rows = [row for row in rows if row.isVisible()]
    places = {row: row.person() for row in rows}
    row = next(row for row in rows if (place := places[row]) and place.username == "john")
    username, spot = "john", QRect(row.mapTo(window, QPoint(76, 14)), row.size() / 8)
    spot.setSize(row.fontMetrics().size(0, "John @john"))
    if scene == "picture":
        avatar = row.findChildren(Avatar)[0]
        spot = QRect(avatar.mapTo(window, QPoint()), avatar.size())
    if scene == "bottom":
        spot.moveBottom(window.height() - 20)
    if scene == "right":
        username, spot = "rosa", QRect(window.width() - 200, 90, 40, 18)
    if scene == "me":
        username, spot = "susan", QRect(236, 70, 44, 44)
    means = Means.KEYS if scene == "keys" else Means.POINTER
    cards.point(PersonSpot(username, spot, means), window)
    if means is Means.POINTER:
        cards.rest.timeout.emit()


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))
