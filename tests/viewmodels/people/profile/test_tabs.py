"""What there is to see of a person, as far as their server shows it."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.server import Capability
from microblog_desktop.viewmodels.people.profile.tabs import ProfileTab, tabs_of
from tests.store.world import ACCOUNT
from tests.viewmodels.people.people import POOR, TABS


def test_the_whole_api_shows_posts_and_people_and_what_one_likes_oneself() -> None:
    server = replace(ACCOUNT.server, capabilities=frozenset(Capability))
    assert tabs_of(server, is_me=False) == TABS
    assert set(tabs_of(server, is_me=True)) - set(TABS) == {ProfileTab.LIKED}


def test_the_tutorials_server_shows_people_only() -> None:
    server = replace(ACCOUNT.server, capabilities=POOR)
    assert tabs_of(server, is_me=True) == (ProfileTab.FOLLOWERS, ProfileTab.FOLLOWING)


def test_each_tab_has_words() -> None:
    assert [tab.words for tab in ProfileTab] == ["Posts", "Replies", "Liked", "Followers", "Following"]
