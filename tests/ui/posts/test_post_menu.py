"""The menu of a post: every action by its name, and only what is possible."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import JobId
from microblog_desktop.domain.rules.marked_text import MarkedText
from microblog_desktop.ui.posts.post_menu import PostMenu
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.outbox_words import DeliveryMark, DeliveryWords
from microblog_desktop.viewmodels.posts.translations import TranslationWords
from tests.ui.posts.rows import ALL, ROW, Rows, entries_of

WAITING = DeliveryWords(JobId(7), "Waiting for connection", DeliveryMark.CLOCK, can_discard=True)


def test_the_menu_of_somebody_elses_post(theme: Theme, rows: Rows) -> None:
    menu = PostMenu(theme, ROW, rows.wishes, rows.window)
    assert entries_of(menu) == ["Reply", "Open example.net/a", "Copy text", "Follow @john", "Message to @john"]
    next(action for action in menu.actions() if action.text().startswith("Follow")).trigger()
    assert rows.heard == [("follow", ROW)]
    followed = PostMenu(theme, replace(ROW, you_follow=True, url="https://example.net/p/1"), rows.wishes, rows.window)
    assert entries_of(followed)[2:5] == ["Copy text", "Copy link", "Unfollow @john"]


def test_the_menu_of_my_own_post(theme: Theme, rows: Rows) -> None:
    mine = replace(ROW, is_mine=True, can_edit=True, can_follow=False, delivery=WAITING)
    menu = PostMenu(theme, mine, rows.wishes, rows.window)
    assert entries_of(menu) == ["Reply", "Open example.net/a", "Copy text", "Edit", "Delete", "Discard"]
    for action in menu.actions()[-4:]:
        action.trigger()
    assert [name for name, _ in rows.heard] == ["edit", "delete", "discard"]


def test_every_action_stands_in_the_menu_by_its_name(theme: Theme, rows: Rows) -> None:
    menu = PostMenu(
        theme, replace(ALL, can_translate=True, translate_words="Translate from Korean"), rows.wishes, rows.window
    )
    names = [
        "Open the thread",
        "Open in a window",
        "Reply",
        "Like",
        "Repost",
        "Bookmark",
        "Translate from Korean",
    ]
    assert entries_of(menu)[:7] == names
    for action in [action for action in menu.actions() if action.text()][:7]:
        action.trigger()
    heard = [name for name, _ in rows.heard]
    assert heard == ["open_post", "reply", "like", "repost", "bookmark", "translate"]


def test_what_is_done_can_be_taken_back(theme: Theme, rows: Rows) -> None:
    done = replace(
        ALL,
        liked=True,
        reposted=True,
        bookmarked=True,
        can_translate=True,
        translation=TranslationWords("Translated from Korean", MarkedText("Hello")),
    )
    back = ["Take back the like", "Take back the repost", "Remove the bookmark", "Hide the translation"]
    assert entries_of(PostMenu(theme, done, rows.wishes, rows.window))[3:7] == back


def test_the_post_that_is_open_is_not_opened_again(theme: Theme, rows: Rows) -> None:
    focus = replace(ROW, is_focus=True, can_open=False)
    assert entries_of(PostMenu(theme, focus, rows.wishes, rows.window))[:2] == ["Open in a window", "Reply"]
