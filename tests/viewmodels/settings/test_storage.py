"""The storage section says what is used, and lets it be bounded and cleared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from microblog_desktop.store import preferences
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.store.errors import StoreFullError
from microblog_desktop.store.pictures import PictureStore
from microblog_desktop.store.preferences import clear_cached
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.sync.upkeep.upkeep import UPKEEP as ACTIVITY
from microblog_desktop.viewmodels.settings.setting import Acting, Choosing, Setting, Telling
from microblog_desktop.viewmodels.settings.storage import UPKEEP, StorageSection
from tests.store.world import ACCOUNT, JOHN, NOON, World, entries


class Page:
    """The section of an account with three posts and a picture."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        feed = ChangeFeed(lambda tell: tell())
        self.profile = ProfileStore(folder / "profile.db", feed)
        self.world = World(folder / "account.db")
        self.world.save_people(JOHN)
        self.world.refresh(*entries(3, 2, 1))
        self.pictures = PictureStore(self.profile.db, folder)
        with self.profile.transaction():
            self.pictures.save("https://example.org/a", b"x" * 1_500_000, None, NOON)
        self.section = StorageSection(
            self.profile, feed, ACCOUNT, self.world.store, self.pictures, folder=folder / "here"
        )
        self.changes: list[None] = []
        self.section.changed.connect(lambda: self.changes.append(None))

    def __getitem__(self, key: str) -> Setting:
        return next(one for one in self.section.settings() if one.key == f"storage.{key}")

    def choosing(self, key: str) -> Choosing:
        found = self[key]
        assert isinstance(found, Choosing)
        return found

    def acting(self, key: str) -> Acting:
        found = self[key]
        assert isinstance(found, Acting)
        return found

    def chosen(self, key: str) -> list[str]:
        return [choice.words for choice in self.choosing(key).choices if choice.is_chosen]


@pytest.fixture
def page(tmp_path: Path, qapp: QCoreApplication) -> Iterator[Page]:
    (tmp_path / "here").mkdir()
    page = Page(tmp_path)
    yield page
    page.section.close()
    page.world.store.close()
    page.profile.close()


def test_what_is_used_is_said(page: Page) -> None:
    used = page["used"]
    assert isinstance(used, Telling)
    assert used.title.startswith("3 posts of @susan · ")
    assert page["clear_pictures"].title == "2 MB of pictures"
    assert page["folder"].about == str(page.folder / "here")


def test_most_people_need_to_choose_nothing(page: Page) -> None:
    assert [page.chosen(key) for key in ("days", "megabytes", "pictures")] == [["90 days"], ["500 MB"], ["50 MB"]]


def test_a_choice_holds_at_once(page: Page) -> None:
    page.choosing("days").choose("0")
    page.choosing("megabytes").choose("1000")
    page.choosing("pictures").choose("20")
    assert [page.chosen(key) for key in ("days", "megabytes", "pictures")] == [["For ever"], ["1,000 MB"], ["20 MB"]]
    assert page.changes


def test_what_another_version_offered_stays_chosen(page: Page) -> None:
    with page.profile.transaction():
        page.profile.preferences.set(preferences.KEEP_DAYS, 60)
    assert page.chosen("days") == ["60 days"]


def test_clearing_asks_first_and_is_wished_for(page: Page) -> None:
    act = page.acting("clear_posts")
    assert act.is_dangerous
    act.act()
    assert page.profile.preferences.get(clear_cached(ACCOUNT.id))
    assert page.acting("clear_posts").about == "It is being cleared."
    page.acting("clear_pictures").act()
    assert page.profile.preferences.get(preferences.CLEAR_PICTURES)


def test_what_is_used_follows_upkeep_and_its_trouble_is_said(page: Page) -> None:
    assert UPKEEP == ACTIVITY
    page.world.refresh(*entries(4, 3, 2, 1))
    page.world.store.status.begin(UPKEEP)
    page.world.store.status.fail(UPKEEP, StoreFullError().problem)
    assert page.changes
    assert page["used"].title.startswith("4 posts")
    assert "disk is full" in page["used"].about


def test_damaged_files_can_be_removed(page: Page) -> None:
    aside = page.folder / "account.db.damaged-20261122T094100"
    aside.write_bytes(b"damaged")
    aside.with_name(aside.name + "-wal").write_bytes(b"log")
    assert page.acting("damaged").about == str(aside)
    page.acting("damaged").act()
    assert all(one.key != "storage.damaged" for one in page.section.settings())
    assert not list(page.folder.glob("*damaged*"))
