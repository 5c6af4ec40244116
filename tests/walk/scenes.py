"""Every page, dialog and panel of the client, as the sandboxes build it on a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtWidgets import QWidget

from microblog_desktop.ui.hover.hover_cards import HoverCards
from microblog_desktop.ui.main_window import MainWindow
from tests.sandbox import (
    attention,
    composer,
    edit,
    explore,
    export,
    home,
    hover,
    jump,
    messages,
    notifications,
    profile,
    search,
    settings,
    signin,
    thread,
)
from tests.sandbox.stage import Stage
from tests.walk import panels

# Scenes that differ from another one of the same page in what people wrote, or in a sentence or two.
_VARIANTS = frozenset(
    """
    home-undo home-many home-long home-nothing-offline home-since home-since-long-ago home-back home-gaps home-pill
    home-chapter23 thread-deep thread-short thread-failed thread-loading thread-gone thread-window thread-offline
    thread-no-bookmarks profile-followed profile-offline profile-empty profile-unseen profile-nobody profile-chapter23
    profile-long profile-arabic profile-window profile-gone explore-empty explore-no-tags explore-offline
    search-empty search-all search-posts search-korean search-tag search-offline search-nothing-offline search-failed
    search-searching search-chapter23 search-home search-focused notifications-empty notifications-many
    messages-empty messages-offline messages-failed messages-long messages-named messages-nobody messages-deleted
    jump-deeds jump-long hover-followed hover-me again-wrong composer-written composer-near composer-over edit-draft
    edit-offline edit-busy edit-broken-picture edit-chapter23 signin-wrong signin-chapter23 signin-nohost
    """.split()  # noqa: SIM905 (one name a line would be a page)
)


class Kind(Enum):
    """How much room a scene is given."""

    PAGE = "page"  # a window that a person makes as wide as they like
    DIALOG = "dialog"  # as large as it wants to be, in any screen


@dataclass(frozen=True, slots=True)
class Scene:
    """One state of one page."""

    name: str
    build: Callable[[Stage], QWidget]
    variant: str
    kind: Kind = Kind.PAGE
    again: Callable[[QWidget], None] = lambda _window: None  # what a change of the window has ended begins anew

    @property
    def is_variant(self) -> bool:
        return self.name in _VARIANTS

    def made(self, stage: Stage) -> QWidget:
        return self.build(Stage(stage.app, stage.theme, self.variant))


def _pages(name: str, build: Callable[[Stage], QWidget], *variants: str) -> list[Scene]:
    return [Scene(f"{name}-{variant}", build, variant) for variant in variants]


def _dialogs(name: str, build: Callable[[Stage], QWidget], *variants: str) -> list[Scene]:
    return [Scene(f"{name}-{variant}", build, variant, Kind.DIALOG) for variant in variants]


def _point(variant: str, window: QWidget) -> None:
    """The card goes with every change of its window."""
    cards = window.findChild(HoverCards)
    if isinstance(window, MainWindow) and isinstance(cards, HoverCards):
        window.activateWindow()
        hover.come(window, cards, variant)


SCENES = (
    *_pages("signin", signin.build, *signin.SCENES),
    *_pages("home", home.build, *(scene for scene in home.SCENES if scene not in {"arabic"})),
    *_pages("thread", thread.build, *thread.SCENES),
    *_pages("profile", profile.build, *profile.SCENES),
    *_pages("explore", explore.build, *explore.SCENES),
    *_pages("search", search.build, *search.SCENES),
    *_pages("notifications", notifications.build, *notifications.SCENES),
    *_pages("messages", messages.build, *messages.SCENES),
    *(Scene(f"hover-{name}", hover.build, name, again=partial(_point, name)) for name in ("long", "followed", "me")),
    *_pages("jump", jump.alone, "blank", "typed", "deeds", "long"),
    *_pages("settings", settings.build, *(scene for scene in settings.SCENES if scene != "licences")),
    *_pages("again", panels.sign_in_again, "expired", "locked", "wrong"),
    *_pages("composer", composer.build, "box", "written", "near", "over"),
    *_dialogs("composer", composer.build, "dialog", "reply"),
    *_dialogs("edit", edit.build, *edit.SCENES),
    *_dialogs("export", export.build, *export.SCENES),
    *_dialogs("attention", attention.build, "stay"),
    *_dialogs("shortcuts", panels.shortcuts, "all"),
    *_dialogs("sign-out", panels.sign_out, "nothing", "losses"),
    *_dialogs("settings", settings.build, "licences"),
    *_dialogs("menu", panels.menu, *panels.MENUS),
)
