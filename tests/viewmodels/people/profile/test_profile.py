"""A person's page as one list: who they are, tabs, and what the open tab shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from microblog_desktop.commands import following
from microblog_desktop.commands.posting import publish
from microblog_desktop.domain.outbox import POSTS_QUEUE
from microblog_desktop.domain.people.lists import followed_by, followers_of
from microblog_desktop.domain.posts.timeline import LIKES, posts_of, replies_of
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.viewmodels.lists.instead import Instead
from microblog_desktop.viewmodels.lists.list_state import ListPhase
from microblog_desktop.viewmodels.people.person_row import PersonRow
from microblog_desktop.viewmodels.people.profile.rows import ProfilePart, ProfileRow, SearchRow, TabsRow
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab
from microblog_desktop.viewmodels.people.state_row import StateRow
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.store.world import SUSAN, World, entry, post
from tests.viewmodels.people.people import KATE, TABS, Profile, go, save_list


def header(profile: Profile) -> ProfileRow:
    row = profile.model.rows[0]
    assert isinstance(row, ProfileRow)
    return row


def state(profile: Profile) -> Instead:
    row = profile.model.rows[-1]
    assert isinstance(row, StateRow)
    return row.instead


def write(world: World, *numbers: int) -> None:
    page = tuple(entry(number, of=post(number, KATE)) for number in numbers)
    world.refresh(*page, timeline=posts_of(KATE.id), has_more=False)
    world.store.status.succeed(f"timeline:{posts_of(KATE.id)}")


@pytest.fixture
def profile(world: World) -> Iterator[Profile]:
    world.save_people(KATE)
    profile = Profile(world)
    yield profile
    profile.model.close()


def test_who_it_is_and_the_tabs_stand_above_the_posts(profile: Profile, world: World) -> None:
    write(world, 2, 1)
    kinds = [type(row) for row in profile.model.rows]
    assert kinds == [ProfileRow, TabsRow, PostRow, PostRow]
    assert header(profile).handle_text == "@kate · follows you"
    assert profile.model.is_passed_over(1), "the keyboard walks from the header to the posts"
    assert [profile.model.key_at(index) for index in range(2)] == [ProfilePart.HEADER, ProfilePart.TABS]


def test_looking_at_it_brings_it_up_to_date_but_not_at_every_glance(profile: Profile, world: World) -> None:
    for later, asked in ((0, 1), (10, 1), (61, 2)):
        world.later(later)
        profile.model.watch()
        assert profile.people.asked.count(("load_person", KATE.id)) == asked
        assert profile.timelines.asked.count(("refresh", posts_of(KATE.id))) == asked


def test_a_tab_is_read_when_it_is_first_opened(profile: Profile, world: World) -> None:
    save_list(world, followers_of(KATE.id), 2)
    profile.model.choose(ProfileTab.REPLIES)
    profile.model.choose(ProfileTab.FOLLOWERS)
    assert [type(row) for row in profile.model.rows[2:]] == [SearchRow, PersonRow, PersonRow]
    profile.model.choose(ProfileTab.REPLIES)
    assert profile.timelines.asked == [("refresh", replies_of(KATE.id))]
    assert profile.people.asked == [("load_people", followers_of(KATE.id))]
    profile.model.choose(ProfileTab.LIKED)
    assert profile.model.chosen is ProfileTab.REPLIES, "what others like is not shown"


def test_ones_own_likes_are_a_tab(world: World) -> None:
    profile = Profile(world, SUSAN.id, (ProfileTab.LIKED,))
    profile.model.refresh()
    assert profile.timelines.asked == [("refresh", LIKES)]
    assert header(profile).can_edit
    assert not header(profile).can_follow
    profile.model.close()


def test_a_people_tab_is_not_begun_anew_under_who_reads_it(profile: Profile, world: World) -> None:
    profile.model.watch()
    profile.model.choose(ProfileTab.FOLLOWING)
    profile.people.asked.clear()
    world.later(600)
    profile.model.watch()
    assert profile.people.asked == [("load_person", KATE.id)]
    profile.model.refresh()
    assert ("load_people", followed_by(KATE.id)) in profile.people.asked


def test_ones_own_follow_counts_at_once_and_the_server_is_asked_when_it_took_it(profile: Profile, world: World) -> None:
    profile.model.watch()
    following.follow(world.store, KATE.id, now=world.now)
    assert (header(profile).you_follow, header(profile).followers) == (True, 10)
    following.unfollow(world.store, KATE.id, now=world.now)
    assert (header(profile).you_follow, header(profile).followers) == (False, 9)
    profile.people.asked.clear()
    with world.store.transaction():
        world.store.people.set_you_follow(KATE.id, you_follow=True)
    assert profile.people.asked == [("load_person", KATE.id)]


def test_offline_it_is_there_with_its_age_and_comes_back_by_itself(profile: Profile, world: World) -> None:
    profile.read()
    write(world, 1)
    world.later(24 * 3600)
    go(world, online=False)
    note = profile.model.note
    assert note is not None
    assert note.text == "As of 12:00\u202fPM, yesterday"
    assert isinstance(profile.model.rows[-1], PostRow)
    go(world, online=True)
    assert profile.model.note is None
    assert ("load_person", KATE.id) in profile.people.asked


def test_never_seen_before_and_offline_is_said_kindly(profile: Profile, world: World) -> None:
    go(world, online=False)
    assert profile.model.note is not None
    assert profile.model.note.text.startswith("You have not opened this profile before")
    assert state(profile).words.startswith("No posts of Kate are saved on this computer yet")


def test_somebody_who_is_gone_is_shown_as_they_were_known(profile: Profile, world: World) -> None:
    profile.read()
    world.store.status.fail(f"person:{KATE.id}", Problem(ProblemKind.NOT_FOUND))
    assert profile.model.note is not None
    assert profile.model.note.text == "@kate is no longer on this server. This is what was known of them."
    assert (header(profile).can_follow, header(profile).can_message) == (False, False)


def test_somebody_unknown_here_is_waited_for(world: World) -> None:
    profile = Profile(world)
    assert (profile.model.rowCount(), profile.model.state.phase) == (0, ListPhase.LOADING)
    profile.read()
    assert (header(profile).name, profile.model.state.phase) == ("Kate", ListPhase.READY)
    profile.model.close()


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_says_that_it_is_empty_or_could_not_be_loaded(profile: Profile, world: World, tab: ProfileTab) -> None:
    profile.model.choose(tab)
    timelines = {ProfileTab.POSTS: posts_of(KATE.id), ProfileTab.REPLIES: replies_of(KATE.id)}
    lists = {ProfileTab.FOLLOWERS: followers_of(KATE.id), ProfileTab.FOLLOWING: followed_by(KATE.id)}
    activity = f"timeline:{timelines[tab]}" if tab in timelines else f"people:{lists[tab]}"
    assert state(profile).title == ""
    world.store.status.fail(activity, Problem(ProblemKind.SERVER_FAILED, may_retry=True))
    assert "could not be loaded" in state(profile).title
    assert state(profile).action == "Try again"
    world.store.status.succeed(activity)
    assert "Kate" in state(profile).title


def test_a_search_among_followers_says_when_nobody_is_called_so(profile: Profile, world: World) -> None:
    save_list(world, followers_of(KATE.id), 2)
    profile.model.choose(ProfileTab.FOLLOWERS)
    profile.model.search("user1")
    assert [row.username for row in profile.model.rows if isinstance(row, PersonRow)] == ["user1"]
    profile.model.search("zoe")
    assert state(profile).title == "Nobody here is called “zoe”"
    assert profile.model.rows[2] == SearchRow("zoe", "Find one of the followers")


def test_names_of_any_kind_stay_on_one_line(world: World) -> None:
    world.save_people(replace(KATE, name="<b>Ka</b>\nte\u2028{name}", about_me="\n{name}\n"))
    profile = Profile(world)
    assert header(profile).name == "<b>Ka</b> te {name}"
    assert header(profile).about.text == "{name}"
    assert profile.model.name == "<b>Ka</b> te {name}"
    go(world, online=False)
    assert "<b>Ka</b> te {name}" in state(profile).words
    profile.model.close()


def test_what_one_wrote_is_read_on_ones_own_page_when_it_has_arrived(world: World) -> None:
    world.save_people(KATE)
    profile = Profile(world, SUSAN.id)
    profile.model.watch()
    profile.timelines.asked.clear()
    publish(world.store, "mine", now=world.now, undo_s=0, draft="")
    assert profile.timelines.asked == []
    job = world.store.outbox.claim(POSTS_QUEUE, world.now)
    assert job is not None
    with world.store.transaction():
        world.store.outbox.finish(job.id)
    assert profile.timelines.asked == [("refresh", posts_of(SUSAN.id))]
    profile.model.rest()
    following.follow(world.store, KATE.id, now=world.now)
    following.unfollow(world.store, KATE.id, now=world.now)
    assert len(profile.timelines.asked) == 1, "nobody looks"
    profile.model.watch()
    assert len(profile.timelines.asked) == 2
    profile.model.close()


def test_a_closed_page_follows_nothing(profile: Profile, world: World) -> None:
    write(world, 1)
    before = list(profile.model.rows)
    profile.model.close()
    write(world, 2, 1)
    profile.model.load_more()
    assert list(profile.model.rows) == before
    assert world.store.feed.subscribers == 1, "the test's own"
