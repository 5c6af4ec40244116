"""A row of a list of people, and the sentence that says it."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import Suggestion
from microblog_desktop.viewmodels.people.person_row import person_row
from microblog_desktop.viewmodels.timeline.rows import Offers
from tests.viewmodels.people.people import ALL, KATE

ME = PersonId("1")


def test_it_says_all_that_it_shows_in_one_sentence() -> None:
    row = person_row(Suggestion(replace(KATE, you_follow=True), 3), ALL, ME)
    assert row.spoken == (
        "Kate, @kate. You follow them. Follows you. Lighthouses. See example.net/kate and ask @john. "
        "Followed by 3 you follow"
    )


def test_what_they_say_of_themselves_takes_one_line() -> None:
    row = person_row(Suggestion(replace(KATE, name="Ka\nte", about_me=" One\n\n two\tthree "), 0), ALL, ME)
    assert (row.name, row.about, row.followed_text) == ("Ka te", "One two three", "")


def test_nobody_is_offered_to_follow_themselves_or_where_a_server_has_no_following() -> None:
    assert not person_row(Suggestion(KATE, 0), ALL, KATE.id).can_follow
    assert "This is you" in person_row(Suggestion(KATE, 0), ALL, KATE.id).spoken
    poor = Offers(can_write=False, can_follow=False, can_message=False)
    row = person_row(Suggestion(replace(KATE, you_follow=None, follows_you=None), 0), poor, ME)
    assert (row.can_follow, row.can_message, row.you_follow) == (False, False, False)
