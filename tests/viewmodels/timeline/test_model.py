"""The window of a timeline follows the store, and tells views as little as it can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from microblog_desktop.commands import posting, reading
from microblog_desktop.domain.ids import HOME, PostId
from microblog_desktop.domain.outbox import POSTS_QUEUE
from microblog_desktop.domain.posts.timeline import GapSide, OpenAt
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.errors import StoreFullError
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.timeline.model import TimelineModel
from microblog_desktop.viewmodels.timeline.reading.window import MOST_ROWS, PAGE
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.fakes.timeline_sync import FakeTimelineSync
from tests.store.world import SUSAN, World, entries, post
from tests.viewmodels.timeline.home import ALL, Home


@pytest.fixture
def home(world: World, qapp: QApplication) -> Iterator[Home]:
    world.refresh(*entries(*range(300, 200, -1)))
    home = Home(world)
    yield home
    home.model.close()


def test_it_begins_with_one_page_and_grows_from_the_cache(home: Home) -> None:
    assert len(home.model.rows) == PAGE
    assert home.texts()[0] == "post 300"
    home.model.load_older_rows()
    assert len(home.model.rows) == 100
    assert home.texts()[-1] == "post 201"
    assert home.sync.asked == []


def test_the_server_is_asked_only_where_the_cache_ends(home: Home) -> None:
    home.model.load_older_rows()
    home.model.load_older_rows()
    assert home.sync.asked == [("load_older", HOME)]


def test_nobody_is_asked_while_busy_or_offline_or_at_the_start_of_the_timeline(world: World, home: Home) -> None:
    home.model.load_older_rows()
    world.store.status.begin(f"older:{HOME}")
    home.model.load_older_rows()
    world.store.status.succeed(f"older:{HOME}")
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=world.now))
    home.model.load_older_rows()
    assert home.sync.asked == []


def test_it_opens_where_somebody_stopped_reading(world: World, home: Home) -> None:
    key = home.read_at("post 260", 13)
    home.model.save_place_now()
    again = Home(world)
    assert again.model.place is not None
    assert (again.model.place.entry, again.model.place.offset_px) == (key, 13)
    texts = again.texts()
    assert "post 260" in texts
    assert len(texts) <= PAGE + 1
    again.model.close()


def test_the_place_is_saved_after_a_pause_and_when_the_page_closes(world: World, home: Home) -> None:
    home.read_at("post 280", 5)
    assert world.store.timelines.reading.position(HOME) is None
    home.model.close()
    position = world.store.timelines.reading.position(HOME)
    assert position is not None
    assert position.offset_px == 5


def test_new_posts_join_above_without_touching_the_rows_that_are_there(world: World, home: Home) -> None:
    home.read_at("post 300")
    inserted: list[tuple[int, int]] = []
    other: list[str] = []
    home.model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    home.model.rowsRemoved.connect(lambda: other.append("removed"))
    home.model.dataChanged.connect(lambda: other.append("changed"))
    home.model.modelReset.connect(lambda: other.append("reset"))
    world.refresh(*entries(303, 302, 301, *range(300, 260, -1)))
    assert inserted == [(0, 2)]
    assert other == []


def test_the_pill_counts_what_came_since_the_top_was_in_view(world: World, home: Home) -> None:
    told: list[int] = []
    home.model.new_above_changed.connect(told.append)
    home.read_at("post 290")
    world.refresh(*entries(303, 302, 301, *range(300, 260, -1)))
    assert told == [3]
    home.read_at("post 302")
    assert home.model.new_above == 1
    home.read_at("post 303")
    assert home.model.new_above == 0
    home.read_at("post 270")
    assert home.model.new_above == 0


def test_a_page_that_does_not_join_leaves_a_gap_that_can_be_filled(world: World, home: Home) -> None:
    world.refresh(*entries(410, 409))
    assert home.texts()[:4] == ["post 410", "post 409", "…", "post 300"]
    gap = home.gap()
    home.model.fill_gap(gap.key, GapSide.TOP)
    assert home.sync.asked == [("fill_gap", gap.key, GapSide.TOP)]
    world.store.status.begin(f"gap:{gap.key}")
    assert home.gap().is_filling
    world.store.status.fail(f"gap:{gap.key}", Problem(ProblemKind.TIMED_OUT, may_retry=True))
    assert not home.gap().is_filling
    assert home.gap().reason


def test_my_post_keeps_its_row_from_waiting_to_delivered(world: World, home: Home) -> None:
    key = posting.publish(world.store, "Hello", now=world.now, undo_s=0, draft="home")
    row = home.post("Hello")
    assert home.model.rows[0] == row
    assert row.delivery is not None
    job = world.store.outbox.claim(POSTS_QUEUE, world.now)
    assert job is not None
    with world.store.transaction():
        world.store.posts.adopt(key, post(301, SUSAN, "Hello"))
        world.store.outbox.finish(job.id)
    assert home.post("Hello").key == row.key
    assert home.post("Hello").delivery is None


def test_seconds_to_undo_are_counted_down(world: World, home: Home) -> None:
    posting.publish(world.store, "Hello", now=world.now, undo_s=5, draft="home")
    first = home.post("Hello").delivery
    assert first is not None
    assert first.can_undo
    world.later(2)
    home.model.tick()
    second = home.post("Hello").delivery
    assert second is not None
    assert second.text != first.text
    world.later(4)
    home.model.tick()
    third = home.post("Hello").delivery
    assert third is not None
    assert not third.can_undo


def test_a_refused_post_keeps_its_text_and_says_the_server_s_words(world: World, home: Home) -> None:
    posting.publish(world.store, "Too long", now=world.now, undo_s=0, draft="home")
    job = world.store.outbox.claim(POSTS_QUEUE, world.now)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.refuse(job.id, Problem(ProblemKind.REFUSED, message="Longer than 280."))
    words = home.post("Too long").delivery
    assert words is not None
    assert words.can_try_again
    assert words.can_edit
    assert words.can_discard
    assert "Longer than 280." in words.reason


def test_going_offline_changes_the_words_of_waiting_rows_only(world: World, home: Home) -> None:
    posting.publish(world.store, "Hello", now=world.now, undo_s=0, draft="home")
    changed: list[int] = []
    home.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    world.store.status.set_network(NetworkState(is_online=False, works_offline_by_choice=False, since=world.now))
    assert changed == [0]


def test_an_edit_elsewhere_repaints_one_row(world: World, home: Home) -> None:
    changed: list[int] = []
    home.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    with world.store.transaction():
        world.store.posts.save(post(298, body="post 298, better"))
    assert changed == [2]
    assert home.texts()[2] == "post 298, better"


def test_the_window_never_holds_more_than_its_bound(world: World, qapp: QApplication) -> None:
    world.refresh(*entries(*range(5000, 3500, -1)))
    home = Home(world)
    for _ in range(40):
        home.model.load_older_rows()
    assert len(home.model.rows) == MOST_ROWS
    assert home.texts()[-1] == "post 3501"
    for _ in range(40):
        home.model.load_newer_rows()
    assert home.texts()[0] == "post 5000"
    assert len(home.model.rows) == MOST_ROWS
    home.model.load_older_rows()
    home.model.go_to_newest()
    assert home.texts()[0] == "post 5000"
    home.model.close()


def test_a_window_that_left_the_newest_does_not_follow_them(world: World, qapp: QApplication) -> None:
    world.refresh(*entries(*range(5000, 3500, -1)))
    home = Home(world)
    for _ in range(40):
        home.model.load_older_rows()
    before = home.texts()
    world.refresh(*entries(5002, 5001, *range(5000, 4960, -1)))
    assert home.texts() == before
    home.model.close()


def test_states_without_rows(world: World, qapp: QApplication) -> None:
    home = Home(world)
    assert home.phase() is ListPhase.LOADING
    world.store.status.fail(f"timeline:{HOME}", Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert home.phase() is ListPhase.FAILED
    world.store.status.succeed(f"timeline:{HOME}")
    assert home.phase() is ListPhase.EMPTY
    world.refresh(*entries(3, 2, 1))
    assert home.phase() is ListPhase.READY
    assert home.texts() == ["post 3", "post 2", "post 1"]
    home.model.close()


def test_a_closed_model_listens_no_more(world: World, qapp: QApplication) -> None:
    listeners = world.store.feed.subscribers
    home = Home(world)
    home.model.close()
    assert world.store.feed.subscribers == listeners


def test_a_deleted_post_goes_and_its_neighbours_stay(world: World, home: Home) -> None:
    row = home.post("post 299")
    assert isinstance(row, PostRow)
    found = world.store.posts.by_remote(PostId("299"))
    assert found is not None
    removed: list[int] = []
    home.model.rowsRemoved.connect(lambda _parent, first, _last: removed.append(first))
    with world.store.transaction():
        world.store.posts.remove(found)
    assert removed == [1]
    assert home.texts()[:2] == ["post 300", "post 298"]


def test_it_may_open_at_the_newest_and_remembers_the_place_all_the_same(world: World) -> None:
    world.refresh(*entries(*range(60, 0, -1)))
    home = Home(world)
    home.read_at("post 20", -7)
    home.model.close()
    newest = TimelineModel(world.store, HOME, FakeTimelineSync(), ALL, open_at=OpenAt.NEWEST)
    assert newest.place is None
    assert newest.is_at_newest
    newest.close()
    again = TimelineModel(world.store, HOME, FakeTimelineSync(), ALL)
    assert again.place is not None
    again.close()


def test_a_full_disk_is_told_where_a_place_cannot_be_kept_and_the_next_try_keeps_it(
    home: Home, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_what: object) -> None:
        raise StoreFullError

    key = home.read_at("post 290", 7)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "save_reading", refuse)
        home.model.look_away()
    notice = world.store.status.latest_notice
    assert notice is not None
    assert notice.problem.kind is ProblemKind.DISK_FULL
    home.model.save_place_now()
    kept = world.store.timelines.reading.position(HOME)
    assert kept is not None
    assert (kept.entry, kept.offset_px) == (key, 7)
