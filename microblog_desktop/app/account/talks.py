"""Opens conversations: on the page of messages, or in windows of their own. Loaded after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.account.windows import PageWindows
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.ids import MessageKey, PersonId
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.messages.conversation_view import ConversationView
from microblog_desktop.ui.messages.messages_page import MessagesPage, conversation_view
from microblog_desktop.ui.widgets.pictures import RoundPictures

_KIND = "conversation"
OpenPerson = Callable[[PersonId, MainWindow | PageWindow], object]


class Talks:
    """A conversation is open in one place at a time: two would write into one draft."""

    def __init__(
        self,
        shared: Shared,
        models: AccountModels,
        pictures: RoundPictures,
        windows: PageWindows,
        main: MainWindow,
        page: Callable[[], MessagesPage],
        open_person: OpenPerson,
    ) -> None:
        """`page` is the page of messages in `main`, built when it is first asked for."""
        self._theme = shared.appearance.theme
        self._models = models
        self._pictures = pictures
        self._windows = windows
        self._main = main
        self._page = page
        self._open_person = open_person
        self._views: dict[PersonId, ConversationView] = {}

    def open(self, person: PersonId, at: MessageKey | None = None) -> None:
        """Where it is open already, else on the page of messages; `at` is the message to show."""
        view = self._views.get(person)
        if view is None or not self._windows.bring_forward(_key(person)):
            self._main.open_page("messages")
            view = self._page().open_conversation(person)
            self._main.come_on_screen()
        if at is not None:
            view.show_message(at)

    def join(self, page: MessagesPage) -> None:
        """Do what the page of messages asks for."""
        page.is_elsewhere = lambda person: self._windows.bring_forward(_key(person))
        page.opened.connect(self._models.note_conversation)
        page.window_wanted.connect(self.open_window)
        page.person_wanted.connect(lambda person: self._open_person(person, self._main))

    def open_window(self, person: PersonId) -> None:
        """In a window of its own; one that shows it already comes forward."""
        self._models.note_conversation(person)
        if self._windows.bring_forward(_key(person)):
            return
        view = conversation_view(self._theme, self._pictures, self._models.conversations, person)
        view.offers_window = False
        self._views[person] = view
        window = self._windows.open(_KIND, _slot(view, person))
        window.closed.connect(lambda: self._views.pop(person, None))
        view.person_wanted.connect(partial(self._show_person, window))
        view.model.header_changed.connect(window.say_title)
        view.model.refresh()
        view.box.setFocus()

    def _show_person(self, window: PageWindow, person: PersonId) -> None:
        self._open_person(person, window)


def _key(person: PersonId) -> str:
    return f"{_KIND}:{person}"


def _slot(view: ConversationView, person: PersonId) -> PageSlot:
    return PageSlot(
        _key(person),
        "",
        lambda: view.model.name,
        lambda: view,
        refresh=view.model.refresh,
        step=view.list.current.step,
        take_focus=view.box.setFocus,
        close=view.close_models,
        has_right_column=False,
    )
