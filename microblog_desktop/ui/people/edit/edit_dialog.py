"""Edit one's own profile over the window; what is typed stays, whatever happens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.people.edit.crop_panel import CropPanel
from microblog_desktop.ui.people.edit.edit_form import EditForm
from microblog_desktop.ui.people.edit.picture_file import Opened
from microblog_desktop.ui.people.edit.picture_intake import PictureIntake
from microblog_desktop.ui.theme.styles import scroll_bar_style
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.edit.complaints import Complaints
from microblog_desktop.viewmodels.people.edit.model import EditProfileModel

_WIDTH, _HEIGHT = 480, 660


class EditDialog(QDialog):
    """Show it with `open()`. Closing keeps what was typed; the dialog closes its model."""

    saved = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: RoundPictures,
        model: EditProfileModel,
        most_bytes: int,
        parent: QWidget | None = None,
    ) -> None:
        """A new picture has at most `most_bytes`."""
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.form = EditForm(theme, pictures, model)
        self.crop = CropPanel(theme, most_bytes)
        self._intake = PictureIntake(self, self._takes_pictures)
        self._title = TextLabel(theme, size=TextSize.HEADING, weight=QFont.Weight.Bold)
        self._restored = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._general = TextLabel(theme, size=TextSize.SMALL, color="danger")
        self._discard = LinkButton(theme)
        self._close = SecondaryButton(theme)
        self._save = PrimaryButton(theme)
        self._scroll = QScrollArea()
        self._editing = QWidget()
        self._has_restored = model.has_draft
        self._lay_out()
        self._connect()
        self._restyle()
        self.retranslate()
        self._fit()
        self.form.focus_first()
        # Last: what shows it goes before it.
        model.setParent(self)

    def save(self) -> None:
        self.form.finish_composing()
        self._model.save(self.form.typed_password())

    def said(self) -> str:
        """What is wrong and belongs to no field."""
        return self._general.text()

    def open_picture(self, path: Path) -> None:
        """Choose what is shown of the picture in this file."""
        self._intake.open_file(path)

    def refresh(self) -> None:
        model = self._model
        self._save.setEnabled(not model.is_busy)
        self._save.setText(_("Saving…") if model.is_busy else _("Save"))
        self._save.updateGeometry()
        self._discard.setVisible(not model.is_busy and (model.has_draft or model.picture is not None))
        self._restored.setVisible(self._has_restored and model.has_draft)
        self._general.setText(model.complaints.general)
        self._general.setVisible(bool(model.complaints.general))

    def retranslate(self) -> None:
        self.setWindowTitle(_("Edit profile"))
        self._title.setText(_("Edit profile"))
        self._restored.setText(_("This is what you had typed and not saved yet."))
        self._discard.setText(_("Discard changes"))
        self._close.setText(_("Close"))
        self.refresh()

    def _lay_out(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(Space.L, 0, Space.L, Space.XS)
        inner.addWidget(self.form)
        self._scroll.setWidget(inside)
        # What is under them is the dialog's own ground.
        for ground in (inside, self._scroll.viewport()):
            ground.setAutoFillBackground(False)
        top = QVBoxLayout()
        top.setContentsMargins(Space.L, Space.L, Space.L, 0)
        top.addWidget(self._title)
        top.addWidget(self._restored)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.L, 0, Space.L, Space.L)
        foot.setSpacing(Space.XS)
        foot.addWidget(self._general)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS + 2)
        buttons.addWidget(self._discard)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._save)
        foot.addLayout(buttons)
        editing = QVBoxLayout(self._editing)
        editing.setContentsMargins(0, 0, 0, 0)
        editing.setSpacing(Space.S)
        editing.addLayout(top)
        editing.addWidget(self._scroll, 1)
        editing.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._editing)
        whole.addWidget(self.crop)
        self.crop.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.crop.hide()

    def _connect(self) -> None:
        model = self._model
        self.form.save_wanted.connect(self.save)
        self.form.picture.change_wanted.connect(self._intake.choose_file)
        box = self.form.about_me.box
        lines = (self.form.name, self.form.username, self.form.email)
        for field in (*(line.field for line in lines), box, box.viewport()):
            self._intake.watch(field)
        self.crop.chosen.connect(self._take_picture)
        self.crop.left.connect(self._leave_crop)
        self._intake.opened.connect(self._crop_or_complain)
        self._save.clicked.connect(self.save)
        self._close.clicked.connect(self.reject)
        self._discard.clicked.connect(self._throw_away)
        model.changed.connect(self.refresh)
        model.saved.connect(self._all_saved)
        self._theme.changed.connect(self._restyle)
        QGuiApplication.instance().focusObjectChanged.connect(self._follow_focus)  # type: ignore[union-attr]
        self.finished.connect(self._end)

    # A new picture.

    def _crop_or_complain(self, opened: Opened) -> None:
        if opened.complaint:
            complaint = opened.complaint
            self._model.complain(lambda: Complaints(picture=_(complaint)))
            return
        self._model.complain(Complaints)
        self._editing.hide()
        self.crop.show()
        self.crop.begin(opened.image)

    def _take_picture(self, data: bytes) -> None:
        self._model.choose_picture(data)
        self._leave_crop()

    def _leave_crop(self) -> None:
        self.crop.hide()
        self._editing.show()
        self.form.picture.change.setFocus(Qt.FocusReason.TabFocusReason)

    def _takes_pictures(self) -> bool:
        return self._model.offers.picture and not self._model.is_busy and self.crop.isHidden()

    def _follow_focus(self, focused: QObject | None) -> None:
        """Bring the field that one types into to sight, once it has its place."""
        if isinstance(focused, QWidget) and self.form.isAncestorOf(focused):
            QTimer.singleShot(0, focused, lambda: self._bring_to_sight(focused))

    def _bring_to_sight(self, focused: QWidget) -> None:
        if self.form.password.isAncestorOf(focused):
            # All three belong together.
            self._scroll.ensureWidgetVisible(self.form.password)
        self._scroll.ensureWidgetVisible(focused, 0, int(Space.XL))

    # The end.

    def _throw_away(self) -> None:
        self._model.discard()
        self.form.password.fold()
        self.form.focus_first()

    def _all_saved(self) -> None:
        self.form.password.fold()
        self.accept()
        self.saved.emit()

    def _end(self) -> None:
        self.form.password.fold()
        self._intake.close()
        self._model.close()

    def _fit(self) -> None:
        """As large as is good to read, and no larger than the window that it lies over, or the screen."""
        over = self.parentWidget()
        room = over.window().size() if over is not None else self.screen().availableSize()
        width = min(self._theme.scaled(_WIDTH), max(320, room.width() - 2 * int(Space.M)))
        height = min(self._theme.scaled(_HEIGHT), max(360, room.height() - 2 * int(Space.M)))
        self.resize(width, height)

    def _restyle(self) -> None:
        self._scroll.verticalScrollBar().setStyleSheet(scroll_bar_style(self._theme))
        self.update()

    # Qt tells.

    def reject(self) -> None:
        """Escape first leaves the choice of what is shown."""
        if self.crop.isHidden():
            super().reject()
        else:
            self._leave_crop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.crop.view.hasFocus():
            self.crop.use()
            return
        if is_enter:
            # A field answers Enter itself; QDialog would press any button.
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._theme.colors.surface))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
