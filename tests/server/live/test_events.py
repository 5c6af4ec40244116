"""What is told, as it travels between workers (microblog_server/live/events.py)."""

from __future__ import annotations

import json

import pytest

from microblog_server.live import events
from microblog_server.live.events import Announcement


@pytest.mark.parametrize(
    "announcement",
    [
        Announcement(events.entry_added(), people=(1, 2), followers_of=(3,)),
        Announcement(events.everything_changed(), is_for_everybody=True),
        Announcement(events.job_changed("/api/exports/한")),
    ],
)
def test_an_announcement_survives_the_way(announcement: Announcement) -> None:
    assert Announcement.from_json(announcement.to_json()) == announcement
    assert "\n" not in announcement.to_json()


def test_each_event_is_one_line_that_says_what_to_read() -> None:
    told = (
        events.entry_added(),
        events.post_changed(1),
        events.post_removed(1),
        events.entry_removed(1),
        events.home_rebuilt(),
        events.message(2),
        events.notifications_changed(),
        events.counts_changed(),
        events.job_changed("/api/exports/1"),
        events.everything_changed(),
    )
    for event in told:
        assert json.loads(event.data)["read"].startswith("/api")
        assert "\n" not in event.data
        assert len(event.data) < 100
