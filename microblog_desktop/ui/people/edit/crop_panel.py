"""Choose the part of a picture that is shown, and see how it will look in each size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.people.edit.crop_view import CropView
from microblog_desktop.ui.people.edit.cut_picture import cut, encode, round_pixmap
from microblog_desktop.ui.theme.styles import slider_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import AVATAR, Space, TextSize
from microblog_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel

PREVIEW_SIDES = (96, AVATAR, 32)
_PREVIEW_PIXELS = 192
_SLIDER_STEPS = 100


class RoundPicture(QWidget):
    """A picture as an avatar of one size shows it."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._square = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_square(self, square: QImage) -> None:
        self._square = square
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._square.isNull():
            QPainter(self).drawPixmap(0, 0, round_pixmap(self._square, self._side, self.devicePixelRatioF()))


class CropPanel(QWidget):
    """`chosen` with the new picture's bytes, or `left`."""

    chosen = Signal(bytes)
    left = Signal()

    def __init__(self, theme: Theme, most_bytes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most_bytes = most_bytes
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._hint = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self.view = CropView(theme)
        self._smaller = SecondaryButton(theme, "−")
        self._larger = SecondaryButton(theme, "+")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _SLIDER_STEPS)
        self.slider.setPageStep(_SLIDER_STEPS // 10)
        self.previews = [RoundPicture(side) for side in PREVIEW_SIDES]
        self._cancel = SecondaryButton(theme)
        self._use = PrimaryButton(theme)
        self._lay_out()
        self.view.crop_changed.connect(self._show_crop)
        self.slider.valueChanged.connect(self._zoom_to)
        self._smaller.clicked.connect(lambda: self.view.zoom_by(-1))
        self._larger.clicked.connect(lambda: self.view.zoom_by(1))
        self._cancel.clicked.connect(self.left)
        self._use.clicked.connect(self.use)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def begin(self, image: QImage) -> None:
        self.view.show_image(image)
        self._show_crop()
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def use(self) -> None:
        self.chosen.emit(encode(self.view.image, self.view.crop, self._most_bytes))

    def retranslate(self) -> None:
        self._title.setText(_("Choose what is shown"))
        self._hint.setText(_("Drag the picture, or move it with the arrow keys. The wheel, + and − change its size."))
        self.view.retranslate()
        self.slider.setAccessibleName(_("Size of the picture"))
        self._smaller.setAccessibleName(_("Smaller"))
        self._larger.setAccessibleName(_("Larger"))
        self._cancel.setText(_("Cancel"))
        self._use.setText(_("Use this picture"))
        for side, preview in zip(PREVIEW_SIDES, self.previews, strict=True):
            preview.setAccessibleName(_("How it looks {side} pixels wide").format(side=side))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self._title, self._hint, self.view):
            column.addWidget(widget)
        zoom = QHBoxLayout()
        zoom.setSpacing(Space.XS)
        zoom.addWidget(self._smaller)
        zoom.addWidget(self.slider, 1)
        zoom.addWidget(self._larger)
        column.addLayout(zoom)
        previews = QHBoxLayout()
        previews.setSpacing(Space.M)
        for preview in self.previews:
            previews.addWidget(preview, 0, Qt.AlignmentFlag.AlignBottom)
        previews.addStretch(1)
        column.addLayout(previews)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS + 2)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._use)
        column.addLayout(buttons)

    def _restyle(self) -> None:
        self.slider.setStyleSheet(slider_style(self._theme))

    def _show_crop(self) -> None:
        crop = self.view.crop
        square = cut(self.view.image, crop, _PREVIEW_PIXELS)
        for preview in self.previews:
            preview.show_square(square)
        room = crop.most_zoom - 1
        # The slider follows the wheel and the keys; only a person's hand on it zooms.
        self.slider.blockSignals(True)
        self.slider.setValue(round((crop.zoom - 1) / room * _SLIDER_STEPS) if room else 0)
        self.slider.blockSignals(False)
        for control in (self.slider, self._smaller, self._larger):
            control.setEnabled(room > 0)

    def _zoom_to(self, step: int) -> None:
        crop = self.view.crop
        self.view.set_crop(crop.zoomed(1 + step / _SLIDER_STEPS * (crop.most_zoom - 1)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
