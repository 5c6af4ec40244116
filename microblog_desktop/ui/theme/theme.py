"""The look of every widget: one object, passed in, that tells when it changed.

Colours go to Qt as a palette and to our own widgets as `QColor`s. There is no
style sheet for the whole application: it would slow down the start and every
row that is bound.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from microblog_desktop.ui.theme.icons import IconDrawer
from microblog_desktop.ui.theme.tokens import DARK, LIGHT, Colors, TextSize


class ThemeChoice(Enum):
    """What a person chose: follow the system, or always one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(Enum):
    """How much room stands around what is in a row."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Movement(Enum):
    """Whether anything moves by itself: as the system has it, or never."""

    SYSTEM = "system"
    OFF = "off"


_MOST_PICTURES = 300
_COMPACT_SHARE = 0.4
# For QApplication. Said there, Qt makes the style itself; `setStyle` would give it to Python, and with it eleven
# enumerations that nothing here needs and that take 5 ms of the start.
STYLE_ARGUMENTS = ("-style", "fusion")
TEXT_SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Theme(QObject):
    """Colours, fonts and icons of the moment; `changed` tells that all must be painted again."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        icons: Path,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        text_scale: float = 1.0,
        density: Density = Density.COMFORTABLE,
    ) -> None:
        """Take the icons from the folder `icons`."""
        super().__init__()
        self._app = app
        self._choice = choice
        self._text_scale = text_scale
        self._density = density
        self._movement = Movement.SYSTEM
        self._desktop_moves: bool | None = None
        self.folds_long_texts = True
        self._flash_time_ms: int | None = None  # the system's, while we keep the cursor still
        self._family = app.font().family()
        self._icons = IconDrawer(icons)
        self._fonts: dict[tuple[TextSize, QFont.Weight], QFont] = {}
        self._metrics: dict[tuple[TextSize, QFont.Weight], QFontMetrics] = {}
        self._qcolors: dict[str, QColor] = {}
        self._pictures: dict[Hashable, QPixmap] = {}
        self.colors: Colors = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    # What the parts of the program ask.

    @property
    def is_dark(self) -> bool:
        return self.colors is DARK

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    @property
    def text_scale(self) -> float:
        return self._text_scale

    def color(self, value: str) -> QColor:
        """A `QColor` for one of `colors`; do not change it."""
        found = self._qcolors.get(value)
        if found is None:
            found = self._qcolors[value] = QColor(value)
        return found

    def font(self, size: TextSize = TextSize.NORMAL, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        key = (size, weight)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(self._family)
            found.setPointSizeF(self._points(size.value * self._text_scale))
            found.setWeight(weight)
            self._fonts[key] = found
        return found

    def metrics(self, size: TextSize = TextSize.NORMAL, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetrics:
        key = (size, weight)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(self.font(size, weight))
        return found

    def scaled(self, px: int) -> int:
        """A length that grows with the text, such as the height of a button."""
        return round(px * max(1.0, self._text_scale))

    def spaced(self, px: int) -> int:
        """Room above, below or between rows of lists, which is less where a person wants them compact."""
        return px if self._density is Density.COMFORTABLE else round(px * _COMPACT_SHARE)

    @property
    def moves(self) -> bool:
        """Whether something may move by itself, such as an arc that turns."""
        if self._movement is Movement.OFF:
            return False
        if self._desktop_moves is not None:
            return self._desktop_moves
        # What waits is hardly ever shown, and never in the first paint.
        from microblog_desktop.system.computer.movement import system_moves

        return system_moves()

    def icon(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        """The line icon `name`, `size` pixels square, for a screen of that pixel ratio."""
        return self._icons.draw(name, self.color(color), QSize(size, size), ratio)

    def kept_picture(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """What `draw` draws, drawn once for each look of the theme; for small pictures that repeat."""
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = draw()
        return found

    # What a person chooses.

    def choose(self, choice: ThemeChoice) -> None:
        self._choice = choice
        self._apply()

    def set_text_scale(self, scale: float) -> None:
        self._text_scale = scale
        self._apply()

    def set_density(self, density: Density) -> None:
        self._density = density
        self.changed.emit()

    def set_movement(self, movement: Movement) -> None:
        self._movement = movement
        self._move_or_not()
        self.changed.emit()

    def follow_desktop(self, moves: bool | None) -> None:  # noqa: FBT001 - data, not behaviour
        """What the desktop itself says of movement, better than its files do; None where it says nothing."""
        self._desktop_moves = moves
        self.changed.emit()

    def set_folding(self, folds: bool) -> None:  # noqa: FBT001 - data, not behaviour
        """Whether long texts are shown with their beginning at first; who shows one asks when it is bound."""
        self.folds_long_texts = folds

    def larger_text(self) -> float:
        """The next step of the text-size setting, or the largest."""
        return next((scale for scale in TEXT_SCALES if scale > self._text_scale + 0.01), TEXT_SCALES[-1])

    def smaller_text(self) -> float:
        return next((scale for scale in reversed(TEXT_SCALES) if scale < self._text_scale - 0.01), TEXT_SCALES[0])

    # How it is done.

    def _move_or_not(self) -> None:
        """The cursor in a field blinks by itself too."""
        is_still = self._movement is Movement.OFF
        if is_still and self._flash_time_ms is None:
            self._flash_time_ms = self._app.cursorFlashTime()
            self._app.setCursorFlashTime(0)
        elif not is_still and self._flash_time_ms is not None:
            self._app.setCursorFlashTime(self._flash_time_ms)
            self._flash_time_ms = None

    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _wants_dark(self) -> bool:
        if self._choice is ThemeChoice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    def _apply(self) -> None:
        self.colors = DARK if self._wants_dark() else LIGHT
        self._fonts.clear()
        self._metrics.clear()
        self._pictures.clear()
        palette = self._palette()
        self._app.setPalette(palette)
        self._app.setFont(self.font(TextSize.NORMAL))
        QToolTip.setPalette(palette)
        QToolTip.setFont(self.font(TextSize.SMALL))
        self.changed.emit()

    def _palette(self) -> QPalette:
        colors, role = self.colors, QPalette.ColorRole
        palette = QPalette()
        for which, value in (
            (role.Window, colors.bg),
            (role.Base, colors.surface),
            (role.AlternateBase, colors.sunken),
            (role.Button, colors.surface),
            (role.ToolTipBase, colors.surface),
            (role.WindowText, colors.text),
            (role.Text, colors.text),
            (role.ButtonText, colors.text),
            (role.ToolTipText, colors.text),
            (role.PlaceholderText, colors.muted),
            (role.Highlight, colors.accent),
            (role.HighlightedText, colors.on_accent),
            (role.Link, colors.accent),
            (role.Mid, colors.line),
            (role.Accent, colors.accent),
        ):
            palette.setColor(which, self.color(value))
        disabled = QPalette.ColorGroup.Disabled
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(disabled, which, self.color(colors.faint))
        return palette

    @staticmethod
    def _points(px: float) -> float:
        """Points that make `px` pixels: fonts take whole pixels only, points may be fractions."""
        screen = QGuiApplication.primaryScreen()
        return px * 72.0 / screen.logicalDotsPerInch()


def is_language_change(event: QEvent) -> bool:
    return event.type() == QEvent.Type.LanguageChange
