"""Steps of the tour that look around: a post and what stands around it, people, news, and search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from shiboken6 import isValid

from microblog_desktop.domain.server import Capability
from microblog_desktop.i18n.translate import _
from microblog_desktop.tour.accounts import put_off_unlocking
from microblog_desktop.tour.stage import STAMP, Stage
from microblog_desktop.ui.composer.composer_dialog import ComposerDialog
from microblog_desktop.ui.explore.explore_page import ExplorePage
from microblog_desktop.ui.menus.shortcuts_dialog import ShortcutsDialog
from microblog_desktop.ui.notifications.notifications_page import NotificationsPage
from microblog_desktop.ui.people.follow_button import LoudFollowButton
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.ui.thread.thread_page import ThreadPage
from microblog_desktop.ui.widgets.buttons import IconButton
from microblog_desktop.viewmodels.lists.row_list import RowList
from microblog_desktop.viewmodels.timeline.rows import PostRow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHORTEST_WORD = 5
_REPLY = f"An answer from the tour at {STAMP}."


async def like_and_undo(stage: Stage) -> str:
    """Like the newest post of somebody else by its key, then take it back by Ctrl+Z."""
    stage.needs(Capability.HOME)
    stage.needs(Capability.LIKES)
    row = await _stand_at_a_post(stage)
    await stage.driver.press(Qt.Key.Key_F)
    await stage.driver.until("the heart to change", lambda: _now(stage, row).liked is not row.liked)
    await stage.driver.press(Qt.Key.Key_Z, _CTRL)
    await stage.driver.until("the heart to go back", lambda: _now(stage, row).liked is row.liked)
    return f"a post of {row.name}"


async def open_thread(stage: Stage) -> str:
    stage.needs(Capability.HOME)
    row = await _stand_at_a_post(stage)
    await stage.driver.press(Qt.Key.Key_O)
    await stage.driver.until("the thread", lambda: stage.page == f"thread:{row.post}")
    await stage.wait_for_pictures()
    return f"the thread of a post of {row.name}"


async def reply(stage: Stage) -> str:
    """By the key, on the post that the thread is about."""
    stage.needs(Capability.HOME)
    stage.needs(Capability.WRITE)
    await stage.driver.press(Qt.Key.Key_R)
    dialog = await stage.driver.see(ComposerDialog)
    await stage.driver.click(dialog.box)
    await stage.driver.write(_REPLY)
    await stage.driver.press(Qt.Key.Key_Return, _CTRL)
    page = await stage.driver.see(ThreadPage)
    await stage.driver.until("the reply in the thread", lambda: _has(page, _REPLY))
    await stage.driver.until("the dialog to go", lambda: not isValid(dialog) or not dialog.isVisible())
    return "it stands in the thread"


async def see_person(stage: Stage) -> str:
    """From the post one came from, by its key."""
    stage.needs(Capability.HOME)
    await _go_home(stage)
    row = await _stand_at_a_post(stage)
    await stage.driver.press(Qt.Key.Key_P)
    await stage.driver.until("the profile", lambda: stage.page == f"profile:{row.author}")
    await stage.wait_for_pictures()
    return f"the profile of {row.name}"


async def follow_and_unfollow(stage: Stage) -> str:
    """There and back, so that Home stays as it was."""
    stage.needs(Capability.HOME)
    button = await stage.driver.see(LoudFollowButton, stage.window)
    before = button.text()
    await stage.driver.click(button)
    await stage.driver.until("the button to say so", lambda: button.text() != before)
    between = button.text()
    await stage.driver.click(button)
    await stage.driver.until("the button to say so again", lambda: button.text() == before)
    return f"{before}, {between}, {before}"


async def explore(stage: Stage) -> str:
    stage.needs(Capability.EXPLORE)
    await stage.open_page(_("Explore"))
    posts = (await stage.driver.see(ExplorePage)).posts.list.model
    await stage.driver.until("posts of everybody", posts.rowCount)
    await stage.wait_for_pictures()
    return f"{posts.rowCount()} posts"


async def read_notifications(stage: Stage) -> str:
    stage.needs(Capability.NOTIFICATIONS)
    unread = stage.account.me.unread_notifications
    await stage.open_page(_("Notifications"))
    rows = (await stage.driver.see(NotificationsPage)).posts.list.model
    await stage.driver.until("what happened", rows.rowCount)
    await stage.driver.until("the badge to go", lambda: not stage.account.me.unread_notifications)
    await stage.wait_for_pictures()
    return f"{rows.rowCount()} rows, {unread} new"


async def see_keys(stage: Stage) -> str:
    """The list of keys is found by a key."""
    stage.needs(Capability.HOME)
    await stage.open_page(stage.first_page)
    await _stand_at_a_post(stage)
    await stage.driver.press(Qt.Key.Key_Question)
    dialog = await stage.driver.see(ShortcutsDialog)
    await stage.driver.settle()
    stage.close_after_picture(dialog)
    return "each key, and what it does"


async def search(stage: Stage) -> str:
    """Look for a word of a post that is in Home: by Ctrl+F, as one types."""
    stage.needs(Capability.HOME)
    word = _a_word_of_home(stage)
    await stage.driver.press(Qt.Key.Key_F, _CTRL)
    page = await stage.driver.see(SearchPage)
    await stage.driver.write(word)
    await stage.driver.until("posts with the word", lambda: _has_posts_with(page, word))
    return f"“{word}”"


async def search_offline(stage: Stage) -> str:
    """What is saved is found without a network."""
    assert stage.account.status.works_offline_by_choice, "the network is in use"
    await put_off_unlocking(stage)
    return await search(stage)


async def _stand_at_a_post(stage: Stage) -> PostRow:
    """The first post of somebody else that was answered, or just the first; it has the focus."""
    view, rows = stage.account.home.posts.list, stage.account.timeline.rows
    posts = [row for row in rows if isinstance(row, PostRow) and not row.is_mine]
    assert posts, "nobody else has posted"
    row = next((post for post in posts if post.replies), posts[0])
    index = view.index_of(row.key)
    assert index is not None
    view.current.go_to(index)
    await stage.driver.settle()
    return row


def _now(stage: Stage, row: PostRow) -> PostRow:
    rows = (one for one in stage.account.timeline.rows if isinstance(one, PostRow))
    return next(one for one in rows if one.post == row.post)


async def _go_home(stage: Stage) -> None:
    """Back to Home from the thread that stands on it."""
    if stage.page != "home":
        page = await stage.driver.see(ThreadPage, stage.window)
        await stage.driver.click(
            await stage.driver.see(IconButton, page.header, lambda button: button.accessibleName() == _("Back"))
        )
    await stage.driver.until("Home", lambda: stage.page == "home")


def _has(page: ThreadPage, text: str) -> bool:
    rows = page.posts.list.model
    assert isinstance(rows, RowList)
    return any(isinstance(row, PostRow) and row.body.text == text for row in rows.rows)


def _has_posts_with(page: SearchPage, word: str) -> bool:
    posts = (row for row in page.results.rows if isinstance(row, PostRow))
    return any(word.lower() in post.body.text.lower() for post in posts)


def _a_word_of_home(stage: Stage) -> str:
    """A long word in plain letters, as a keyboard has them."""
    for row in stage.account.timeline.rows:
        if isinstance(row, PostRow) and row.delivery is None:
            words = [word for word in row.body.text.split() if word.isascii() and word.isalpha()]
            longest = max(words, key=len, default="")
            if len(longest) >= _SHORTEST_WORD:
                return longest
    raise AssertionError("no post in Home has a word to look for")
