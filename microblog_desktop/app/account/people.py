"""Opens people: their pages and lists of them, over the page one reads or in windows. Loaded after the first paint."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.account.threads import Hear, PageHost, look_for
from microblog_desktop.app.account.windows import PageWindows
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import SUGGESTED
from microblog_desktop.ui.frame.page_slot import PageSlot, steered
from microblog_desktop.ui.people.people_page import PeoplePage
from microblog_desktop.ui.people.profile.page import ProfilePage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.people.list_words import suggested_words

_KIND = "profile"


class People:
    """Each opening makes a page with a model of its own; both end when the page is left."""

    def __init__(
        self,
        shared: Shared,
        models: AccountModels,
        pictures: RoundPictures,
        windows: PageWindows,
        hear: Hear,
        write_to: Callable[[PersonId], object],
    ) -> None:
        """`hear` joins what a page of posts asks for with who does it; `write_to` opens a conversation."""
        self._theme = shared.appearance.theme
        self._clock = shared.clock
        self._models = models
        self._pictures = pictures
        self._windows = windows
        self._hear = hear
        self._write_to = write_to

    def open(self, person: PersonId, host: PageHost) -> None:
        """Over the page that is open there, until one goes back."""
        if host.page.key == _key(person):
            return
        page = self._page(person)
        page.header.show_back()
        page.header.back.connect(host.go_back)
        page.window_wanted.connect(lambda person: self._move_out(person, host))
        self._hear(page.posts.deeds, lambda: host, lambda _post: page.refresh())
        host.push_page(_slot(page, person))

    def open_window(self, person: PersonId) -> None:
        """In a window of its own; one that shows it already comes forward."""
        self._models.note_page(_key(person))
        if self._windows.bring_forward(_key(person)):
            return
        page = self._page(person)
        page.open_window.hide()
        window = self._windows.open(_KIND, _slot(page, person))
        self._hear(page.posts.deeds, lambda: window, lambda _post: page.refresh())

    def open_name(self, username: str, host: PageHost) -> None:
        """Whoever is called so; somebody not known here is looked for on the server first."""
        sought = self._models.sought_person(username)
        person = sought.found()
        if person is not None:
            self.open(person, host)
        else:
            look_for(self._models.finder(sought), self._theme, host, lambda: self.open_name(username, host))

    def open_suggested(self, host: PageHost) -> None:
        """Who to follow, all of them."""
        models = self._models
        page = PeoplePage(self._theme, self._pictures, models.people(SUGGESTED), models.actions, suggested_words)
        page.header.show_back()
        page.header.back.connect(host.go_back)
        page.person_wanted.connect(lambda person: self.open(person, host))
        page.person_window_wanted.connect(self.open_window)
        page.message_wanted.connect(self._write_to)
        slot = PageSlot(
            f"people:{SUGGESTED}",
            "",
            page.title,
            lambda: page,
            refresh=page.refresh,
            show_newest=page.show_top,
            close=page.close_model,
        )
        host.push_page(steered(slot, lambda: page))

    def _move_out(self, person: PersonId, host: PageHost) -> None:
        self.open_window(person)
        host.go_back()

    def _page(self, person: PersonId) -> ProfilePage:
        models = self._models
        return ProfilePage(self._theme, self._pictures, models.profile(person), models.actions, self._clock)


def _key(person: PersonId) -> str:
    return f"{_KIND}:{person}"


def _slot(page: ProfilePage, person: PersonId) -> PageSlot:
    slot = PageSlot(
        _key(person),
        "",
        page.title,
        lambda: page,
        refresh=page.refresh,
        show_newest=page.show_top,
        close=page.close_model,
    )
    return steered(slot, lambda: page.posts)
