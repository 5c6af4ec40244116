"""A scene on its stage: it changes language, direction, text size, theme and width in place, as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from microblog_desktop.i18n.translate import is_right_to_left, set_language
from microblog_desktop.ui.list.row_view import RowView
from microblog_desktop.ui.theme.theme import Theme, ThemeChoice
from tests.sandbox.stage import ICONS, ROOT, Stage
from tests.walk.scenes import Kind, Scene

SPOKEN = ("en", "ko", "es", "de", "fr", "ja", "zh_CN", "pt_BR", "ar")
PSEUDO = ("en_XA", "ar_XB")
SMALLEST, MIDDLE, WIDE = QSize(420, 560), QSize(760, 700), QSize(1120, 760)


@dataclass
class Stroll:
    """One scene in one window, for as long as the walk through it lasts."""

    app: QApplication
    scene: Scene
    theme: Theme
    window: QWidget
    language: str = "en"
    size: QSize = field(default_factory=lambda: QSize(WIDE))
    own_size: QSize = field(init=False)  # what a dialog gives itself

    def __post_init__(self) -> None:
        self.own_size = self.window.size()

    def speak(self, language: str) -> None:
        """As `app/appearance.py` does it."""
        self.language = language
        say(self.app, language)
        self.app.sendEvent(self.window, QEvent(QEvent.Type.LanguageChange))

    def enlarge(self, scale: float) -> None:
        if scale != self.theme.text_scale:
            self.theme.set_text_scale(scale)

    def resize(self, size: QSize) -> None:
        self.size = size
        if self.scene.kind is Kind.PAGE:
            self.window.resize(size)

    def settle(self) -> None:
        """Let everything that was put off be done."""
        if self.scene.kind is Kind.DIALOG:
            self.window.resize(self.own_size.expandedTo(self.window.size()).boundedTo(self.size))
        self._turn()
        self.scene.again(self.window)
        self._turn()

    def _turn(self) -> None:
        for _time in range(2):
            QCoreApplication.sendPostedEvents()
            self.app.processEvents()

    def state(self) -> str:
        size = self.window.size()
        return f"{self.language} {size.width()}×{size.height()} {self.theme.text_scale:.0%}"


def say(app: QApplication, language: str) -> None:
    set_language(language, ROOT / "translations")
    mirrored, plain = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(mirrored if is_right_to_left() else plain)


@contextmanager
def stroll(
    app: QApplication,
    scene: Scene,
    *,
    language: str = "en",
    choice: ThemeChoice = ThemeChoice.LIGHT,
    scale: float = 1.0,
) -> Iterator[Stroll]:
    """Build the scene in a language; afterwards nothing of it is left, and English is spoken."""
    say(app, language)
    theme = Theme(app, ICONS, choice, scale)
    window = scene.made(Stage(app, theme, scene.variant))
    if isinstance(window, QMenu):
        window.resize(window.sizeHint())  # shown, it would take the pointer and the keyboard to itself
    else:
        window.show()
    walking = Stroll(app, scene, theme, window, language)
    try:
        yield walking
    finally:
        for dialog in window.findChildren(QDialog):
            dialog.hide()
        window.hide()
        for view in window.findChildren(RowView):
            view.model.deleteLater()  # with its timers, which would tell of rows that are gone
        window.deleteLater()
        say(app, "en")
        theme.set_text_scale(1.0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
