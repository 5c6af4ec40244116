"""One's own picture in the form: as it is, or as it will be; change it, or go back to the one without an upload."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.people.edit.crop_panel import RoundPicture
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space, TextSize
from microblog_desktop.ui.widgets.avatar import Avatar, Face
from microblog_desktop.ui.widgets.buttons import LinkButton, SecondaryButton
from microblog_desktop.ui.widgets.labels import TextLabel
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.edit.model import EditProfileModel, NewPicture, Removed

_SIDE = 96


class PicturePart(QWidget):
    """`change_wanted` opens the choice of a file; removing only takes effect when all is saved."""

    change_wanted = Signal()

    def __init__(
        self, theme: Theme, pictures: RoundPictures, model: EditProfileModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: NewPicture = None
        self._avatar = Avatar(theme, pictures, size=_SIDE)
        self._new = RoundPicture(_SIDE)
        self.change = SecondaryButton(theme)
        self.remove = LinkButton(theme)
        self.keep = LinkButton(theme)
        self._hint = TextLabel(theme, size=TextSize.SMALL, color="muted")
        self._wrong = TextLabel(theme, size=TextSize.SMALL, color="danger")
        self._lay_out()
        self.change.clicked.connect(self.change_wanted)
        self.remove.clicked.connect(lambda: model.choose_picture(Removed.REMOVED))
        self.keep.clicked.connect(lambda: model.choose_picture(None))
        self.retranslate()

    def refresh(self) -> None:
        model = self._model
        person, picture = model.person, model.picture
        is_new = isinstance(picture, bytes)
        self._avatar.setVisible(not is_new)
        self._new.setVisible(is_new)
        if isinstance(picture, bytes) and picture is not self._shown:
            self._new.show_square(QImage.fromData(picture))
        self._shown = picture
        url = person.avatar_url if picture is None else None
        self._avatar.show_face(Face(person.display_name, person.username, url))
        self.change.setEnabled(not model.is_busy)
        self.remove.setVisible(model.offers.picture and picture is None)
        self.keep.setVisible(model.offers.picture and picture is not None)
        self.change.setVisible(model.offers.picture)
        self._hint.setText(self._hint_words())
        self._wrong.setText(model.complaints.picture)
        self._wrong.setVisible(bool(model.complaints.picture))
        self.change.setAccessibleDescription(model.complaints.picture or self._hint.text())

    def retranslate(self) -> None:
        self.change.setText(_("Change picture…"))
        self.remove.setText(_("Remove picture"))
        self.keep.setText(_("Keep the picture as it is"))
        self._new.setAccessibleName(_("Your new picture"))
        self.refresh()

    def _hint_words(self) -> str:
        if not self._model.offers.picture:
            return _("This server takes no pictures.")
        if self._model.picture is Removed.REMOVED:
            return _("Your picture is removed when you save.")
        return _("Or drop a picture here, or paste one.")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._avatar)
        row.addWidget(self._new)
        beside = QVBoxLayout()
        beside.setSpacing(Space.XXS)
        beside.addStretch(1)
        # One below the other: side by side they would not fit into a narrow window, or in large letters.
        beside.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        beside.addWidget(self._hint)
        beside.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        beside.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        beside.addWidget(self._wrong)
        beside.addStretch(1)
        row.addLayout(beside, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
