"""Rows of posts in a window, and what is wished for on them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microblog_desktop.domain.ids import EntryKey, PersonId, PostKey
from microblog_desktop.domain.rules.marked_text import mark
from microblog_desktop.ui.posts.action_bar import ActionButton
from microblog_desktop.ui.posts.post_menu import PostMenu
from microblog_desktop.ui.posts.post_row import PostRowWidget
from microblog_desktop.ui.posts.wishes import PostWishes
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.timeline.row_factory import TimelineRows
from microblog_desktop.ui.widgets.buttons import LinkButton
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.posts.said import AGE, said
from microblog_desktop.viewmodels.timeline.rows import PostRow
from tests.store.world import NOON

ROW = PostRow(
    key=EntryKey(1),
    post=PostKey(2),
    author=PersonId("3"),
    name="John",
    username="john",
    avatar_url=None,
    body=mark("Some words, see example.net/a"),
    created_at=NOON,
    is_edited=False,
    reply_text="",
    repost_text="",
    replies=1,
    likes=2,
    reposts=0,
    delivery=None,
    is_mine=False,
    you_follow=False,
    url=None,
    can_reply=True,
    can_edit=False,
    can_follow=True,
    can_message=True,
    said=said((f"John, {AGE}", "some words"), NOON, NOON),
)
ALL = replace(ROW, can_like=True, can_repost=True, can_bookmark=True, can_open=True)


class Rows:
    """Makes rows in a window, and hears their wishes."""

    def __init__(self, qtbot: QtBot, theme: Theme, pictures: RoundPictures) -> None:
        self.theme = theme
        self.now = NOON
        self.wishes = PostWishes()
        self.heard: list[tuple[str, object]] = []
        for name in ("open_post", "open_person", "folded", "translate", "translate_again"):
            getattr(self.wishes, name).connect(lambda what, name=name: self.heard.append((name, what)))
        self.wishes.react.connect(lambda row, reaction: self.heard.append((reaction.value, row)))
        for name in ("reply", "edit", "take_back", "delete", "undo", "try_again", "discard", "follow", "message"):
            getattr(self.wishes, name).connect(lambda what, name=name: self.heard.append((name, what)))
        self.wishes.fill_gap.connect(lambda what: self.heard.append(("fill_gap", what)))
        self.factory = TimelineRows(theme, pictures, lambda: self.now, self.wishes)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(600, 400)
        self.window.show()

    def post(self, row: PostRow, width: int = 600) -> PostRowWidget:
        widget = self.factory.create(self.factory.kind(row), self.window)
        assert isinstance(widget, PostRowWidget)
        return self.show(widget, row, width)

    @staticmethod
    def show(widget: PostRowWidget, row: PostRow, width: int = 600) -> PostRowWidget:
        widget.bind(row)
        widget.setGeometry(0, 0, width, widget.height_for(width))
        widget.show()
        return widget


def links(widget: QWidget) -> dict[str, LinkButton]:
    return {button.text(): button for button in widget.findChildren(LinkButton) if button.isVisible()}


def buttons(widget: QWidget) -> dict[str, ActionButton]:
    """The actions that are offered, by their tips."""
    return {button.toolTip(): button for button in widget.findChildren(ActionButton) if button.isVisible()}


def entries_of(menu: PostMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]
