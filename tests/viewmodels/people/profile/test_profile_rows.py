"""Who it is, in words."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.viewmodels.people.profile.rows import (
    ProfileOffers,
    counted_followers,
    counted_following,
    counted_posts,
    facts,
    profile_row,
)
from tests.store.world import NOON
from tests.viewmodels.people.people import ALL, KATE

OFFERS = ProfileOffers(ALL, frozenset(), can_edit=True)
ME = PersonId("1")


def test_numbers_are_told_only_where_they_are_known() -> None:
    assert (counted_posts(1), counted_posts(2), counted_posts(None)) == ("1 post", "2 posts", "")
    assert (counted_followers(1), counted_followers(1_234), counted_followers(None)) == (
        "1 follower",
        "1,234 followers",
        "",
    )
    assert (counted_following(0), counted_following(None)) == ("0 following", "")


def test_since_when_and_when_last_are_told_as_far_as_they_are_known() -> None:
    assert facts(KATE.last_seen, KATE.created_at, NOON) == "Last seen 5 minutes ago · Joined October 2025"
    assert facts(None, KATE.created_at, NOON) == "Joined October 2025"
    assert facts(None, None, NOON) == ""


def test_the_whole_header_is_one_sentence_for_who_does_not_see_it() -> None:
    row = profile_row(replace(KATE, about_me="Tea."), OFFERS, ME, NOON, is_gone=False)
    assert row.spoken == (
        "Kate, @kate. Follows you. Tea. Last seen 5 minutes ago · Joined October 2025. "
        "3 posts. 4 following. 9 followers"
    )


def test_oneself_one_can_edit_and_neither_follow_nor_write_to() -> None:
    row = profile_row(KATE, OFFERS, KATE.id, NOON, is_gone=False)
    assert (row.can_edit, row.can_follow, row.can_message) == (True, False, False)
    assert (row.handle_text, row.last_seen) == ("@kate", None)
    assert not profile_row(KATE, OFFERS, ME, NOON, is_gone=False).can_edit
