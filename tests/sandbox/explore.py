"""Explore in the whole window: `python -m tests.sandbox.explore [--scene tags|…] [--dark] [--shot FILE]`."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microblog_desktop.domain.account import Account, VaultKind
from microblog_desktop.domain.ids import EXPLORE, AccountId
from microblog_desktop.domain.people.lists import DIRECTORY, Trend
from microblog_desktop.domain.posts.timeline import TimelinePage
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.account_store import AccountStore, open_account_store
from microblog_desktop.store.changes import ChangeFeed
from microblog_desktop.ui.explore.explore_page import ExplorePage, ExploreTab
from microblog_desktop.ui.explore.tags_card import TagsCard
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.explore.trends import TrendsModel
from microblog_desktop.viewmodels.people.list_words import directory_words
from microblog_desktop.viewmodels.people.people_list import PeopleListModel
from microblog_desktop.viewmodels.timeline.actions import PostActions
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from tests.fakes.people_sync import FakePeopleSync
from tests.fakes.ports import FakePostSync, NoPictures
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.sandbox import home
from tests.sandbox.signin import OURS
from tests.sandbox.stage import Stage, play

SCENES = ("posts", "people", "tags", "empty", "no-tags", "offline", "failed")
NOTHING = {"empty", "no-tags", "offline", "failed"}
LONG = "a_rather_long_tag_that_somebody_thought_would_be_a_good_idea_to_use"
TRENDS = (
    Trend("snow", 30, 12),
    Trend("한강", 9, 8),
    Trend("offline", 1_204, 7),
    Trend("reading", 3, 3),
    Trend("أخبار", 2, 2),
    Trend(LONG, 1, 1),
    Trend("tea", 1, 1),
)


def fill(store: AccountStore) -> None:
    everybody = [home.entry(60, home.STRANGERS[0], "A map of all the tunnels. #snow", 33), *home.older()]
    page = TimelinePage((*home.newest(), *everybody), has_more=True)
    with store.transaction():
        for person in (*home.PEOPLE, *home.STRANGERS):
            store.people.save(person)
        store.timelines.merge_newest(EXPLORE, page)
        store.people_lists.save_trends(TRENDS)
        people = [*home.PEOPLE, *home.STRANGERS]
        store.people_lists.save_first_page(DIRECTORY, people, has_more=False, total=len(people))
    for activity in (f"timeline:{EXPLORE}", "trends", f"people:{DIRECTORY}"):
        store.status.succeed(activity)


def fail(store: AccountStore, scene: str) -> None:
    for activity in (f"timeline:{EXPLORE}", "trends"):
        store.status.succeed(activity)
        if scene == "failed":
            store.status.fail(activity, Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    if scene == "offline":
        home.go_offline(store)


def build(stage: Stage) -> QWidget:
    account = Account(AccountId("sandbox"), OURS, "susan", home.SUSAN.id, VaultKind.SESSION)
    store = open_account_store(":memory:", ChangeFeed(lambda tell: tell()), lambda: home.NOW, account)
    home.fill(store, "full")
    fail(store, stage.scene) if stage.scene in NOTHING else fill(store)
    theme, pictures, people_sync = stage.theme, RoundPictures(NoPictures()), FakePeopleSync()
    actions = PostActions(store, lambda: 5, FakePostSync())
    trends = TrendsModel(store, people_sync)
    timeline = TimelineModel(store, EXPLORE, FakeTimelineSync(), home.ALL)

    def people() -> PeoplePage:
        model = PeopleListModel(store, DIRECTORY, people_sync, home.ALL)
        return PeoplePage(theme, pictures, model, actions, directory_words)

    page = ExplorePage(theme, pictures, timeline, actions, store.clock, trends, people)
    if stage.scene in {"people", "tags"}:
        page.open_tab(ExploreTab(stage.scene))
    if stage.scene == "no-tags":
        page.open_tab(ExploreTab.TAGS)
    window = home.window(stage, store, account, OURS)
    window.push_page(PageSlot("explore", "compass", lambda: _("Explore"), lambda: page))
    card = TagsCard(theme, trends)
    window.right_column.add_card(card)
    card.come()
    return window


if __name__ == "__main__":
    raise SystemExit(play(build, SCENES, width=1120, height=760))
