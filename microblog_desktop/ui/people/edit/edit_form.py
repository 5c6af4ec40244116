"""The fields of one's own profile, with what the server said to each under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.people.edit.about_part import AboutPart
from microblog_desktop.ui.people.edit.password_part import PasswordPart
from microblog_desktop.ui.people.edit.picture_part import PicturePart
from microblog_desktop.ui.signin.announce import announce
from microblog_desktop.ui.signin.labelled_field import LabelledField
from microblog_desktop.ui.theme.theme import Theme, is_language_change
from microblog_desktop.ui.theme.tokens import Space
from microblog_desktop.ui.widgets.card import Line as DividingLine
from microblog_desktop.ui.widgets.fields import LineField
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.edit.complaints import Complaints
from microblog_desktop.viewmodels.people.edit.field import EditedField
from microblog_desktop.viewmodels.people.edit.model import EditProfileModel
from microblog_desktop.viewmodels.people.edit.password import TypedPassword
from microblog_desktop.viewmodels.session.server_line import Line, Tone


class EditForm(QWidget):
    """`save_wanted` with Enter in a line or Ctrl+Enter in the box."""

    save_wanted = Signal()

    def __init__(
        self, theme: Theme, pictures: RoundPictures, model: EditProfileModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._shown = Complaints()
        self.picture = PicturePart(theme, pictures, model)
        self.name = LabelledField(theme, LineField(theme))
        self.username = LabelledField(theme, LineField(theme))
        self.about_me = AboutPart(theme, model.about_me)
        self.email = LabelledField(theme, LineField(theme))
        self.password = PasswordPart(theme)
        self._dividing = DividingLine(theme)
        self._lay_out()
        self._bind(self.name, model.name)
        self._bind(self.username, model.username)
        self._bind(self.email, model.email)
        self.about_me.box.submitted.connect(self.save_wanted)
        self.about_me.box.textChanged.connect(lambda: self.about_me.complain(""))
        for labelled in self.password.fields:
            labelled.field.returnPressed.connect(self.save_wanted)
        model.changed.connect(self.refresh)
        model.password_taken.connect(self.password.fold)
        self.retranslate()

    def focus_first(self) -> None:
        (self.username if self.name.isHidden() else self.name).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed_password(self) -> TypedPassword | None:
        return self.password.typed() if self.password.is_open else None

    def finish_composing(self) -> None:
        self.about_me.box.finish_composing()
        for labelled in (self.name, self.username, self.email):
            labelled.field.finish_composing()

    def refresh(self) -> None:
        model = self._model
        self.name.setVisible(model.offers.name)
        self.password.setVisible(model.offers.password)
        self._dividing.setVisible(model.offers.password)
        for labelled in (self.name, self.username, self.email):
            labelled.field.setReadOnly(model.is_busy)
        self.about_me.box.setReadOnly(model.is_busy)
        self.password.set_busy(model.is_busy)
        self.picture.refresh()
        if model.complaints != self._shown:
            self._show_complaints(model.complaints)
            self._shown = model.complaints

    def retranslate(self) -> None:
        self.name.set_label(_("Name"))
        self.username.set_label(_("Username"))
        self.about_me.set_label(_("About me"))
        self.email.set_label(_("E-mail"))
        self._shown = self._model.complaints  # other words for what was told already
        self._show_complaints(self._shown)
        self.refresh()

    def _show_complaints(self, complaints: Complaints) -> None:
        self.name.complain(complaints.name)
        self.username.complain(complaints.username)
        self.about_me.complain(complaints.about_me)
        self.email.say(Line(complaints.email, Tone.BAD) if complaints.email else Line(self._model.email_hint))
        self.password.complain(complaints)
        if complaints != self._shown:
            announce(self, complaints.first)
            self._go_to(complaints.first_field)

    def _go_to(self, name: str) -> None:
        places: dict[str, QWidget] = {
            "picture": self.picture.change,
            "name": self.name.field,
            "username": self.username.field,
            "about_me": self.about_me.box,
            "email": self.email.field,
            "current": self.password.current.field,
            "password": self.password.new.field,
            "again": self.password.again.field,
        }
        if name in places:
            places[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _bind(self, labelled: LabelledField, field: EditedField) -> None:
        line = labelled.field
        line.setText(field.text)
        line.typed.connect(field.set_text)
        line.typed.connect(lambda _text: labelled.complain(""))
        line.editingFinished.connect(field.save_now)
        line.returnPressed.connect(self.save_wanted)
        # The cursor stays where it is while what is shown is what was typed.
        field.replaced.connect(lambda: line.setText(field.text) if line.seen_text != field.text else None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S + 2)
        parts = (self.picture, self.name, self.username, self.about_me, self.email, self._dividing, self.password)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()
