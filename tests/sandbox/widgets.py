"""Every small widget in one window: `python -m tests.sandbox.widgets [--dark] [--rtl] [--shot FILE]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.ui.theme.theme import STYLE_ARGUMENTS, Theme, ThemeChoice
from microblog_desktop.ui.theme.tokens import TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.badge import Badge
from microblog_desktop.ui.widgets.banner import Banner, BannerKind
from microblog_desktop.ui.widgets.buttons import (
    DangerButton,
    IconButton,
    LinkButton,
    PillButton,
    PrimaryButton,
    SecondaryButton,
)
from microblog_desktop.ui.widgets.card import Card, Line, Panel
from microblog_desktop.ui.widgets.fields import LineField, TextBox
from microblog_desktop.ui.widgets.labels import ElidedLabel, TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures

ICONS = Path(__file__).parents[2] / "resources" / "icons"


class NoPictures:
    """A source that never has a picture."""

    def get(self, _url: str) -> bytes | None:
        return None

    def want(self, url: str) -> None:
        pass

    def subscribe(self, _on_arrival: Callable[[str], None]) -> Callable[[], None]:
        return lambda: None


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--dark", action="store_true")
    options.add_argument("--rtl", action="store_true")
    options.add_argument("--scale", type=float, default=1.0)
    options.add_argument("--shot", type=Path)
    chosen = options.parse_args()
    app = QApplication([sys.argv[0], *STYLE_ARGUMENTS])
    if chosen.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme = Theme(app, ICONS, ThemeChoice.DARK if chosen.dark else ThemeChoice.LIGHT, chosen.scale)
    pictures = RoundPictures(NoPictures())
    window = build(theme, pictures)
    window.resize(640, 620)
    window.show()
    if chosen.shot:
        app.processEvents()
        window.grab().save(str(chosen.shot))
        pictures.close()
        return 0
    return app.exec()


def build(theme: Theme, pictures: RoundPictures) -> QWidget:
    window = Panel(theme)
    column = QVBoxLayout(window)
    banner = Banner(theme)
    banner.say("Offline. What you write is sent when you are back.", kind=BannerKind.WARNING, icon="offline")
    danger = Banner(theme)
    danger.say("You were signed out.", kind=BannerKind.DANGER, icon="warning", action="Sign in again")
    column.addWidget(banner)
    column.addWidget(danger)
    buttons = QHBoxLayout()
    for button in (
        PrimaryButton(theme, "New post", icon="pencil"),
        SecondaryButton(theme, "Follow"),
        DangerButton(theme, "Delete"),
        LinkButton(theme, "Forgot password?"),
        PillButton(theme, "12 new posts", icon="arrow-up"),
    ):
        buttons.addWidget(button)
    column.addLayout(buttons)
    icons = QHBoxLayout()
    for path in sorted(ICONS.glob("*.svg")):
        icons.addWidget(IconButton(theme, path.stem, path.stem))
    column.addLayout(icons)
    column.addLayout(_faces(theme, pictures))
    card = Card(theme)
    card.column.addWidget(TextLabel(theme, "Who to follow", weight=QFont.Weight.DemiBold))
    card.column.addWidget(ElidedLabel(theme, "A long line that does not fit " * 6, size=TextSize.SMALL, color="muted"))
    card.column.addWidget(Line(theme))
    wrong = LineField(theme)
    wrong.setText("wrong")
    wrong.set_wrong(True)
    empty = LineField(theme)
    empty.setPlaceholderText("https://example.net")
    box = TextBox(theme, lines=2)
    box.setPlaceholderText("What’s on your mind?")
    for field in (empty, wrong, box):
        card.column.addWidget(field)
    column.addWidget(card)
    column.addStretch(1)
    return window


def _faces(theme: Theme, pictures: RoundPictures) -> QHBoxLayout:
    faces = QHBoxLayout()
    for name in ("susan", "john", "mina", "david", "kate", "rosa", "liam", "민아"):
        avatar = Avatar(theme, pictures)
        avatar.show_face(Face(name, name))
        faces.addWidget(avatar)
    for count in (3, 42, 120):
        badge = Badge(theme)
        badge.set_count(count)
        faces.addWidget(badge)
    return faces


if __name__ == "__main__":
    raise SystemExit(main())
