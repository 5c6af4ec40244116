"""Opens searches: the page of the side bar, or one on top of what one reads. Loaded after the first paint."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.app.account.pages import AccountPages
from microblog_desktop.app.account.talks import Talks
from microblog_desktop.app.account.threads import Hear, PageHost
from microblog_desktop.domain.ids import PostKey
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.search.page import SearchPage
from microblog_desktop.viewmodels.search.rows import FoundMessageRow, conversation_of
from microblog_desktop.viewmodels.writing.composer import IN_DIALOG, PostPlan, edit, reply
from microblog_desktop.viewmodels.writing.drafts import HOME_DRAFT

_KIND = "search"


class Searches:
    """One page in the main window's side bar; any other ends when one goes back from it."""

    def __init__(
        self,
        pages: AccountPages,
        main: MainWindow,
        hear: Hear,
        talks: Callable[[], Talks],
        write: Callable[[PostPlan, PageHost], object],
        edit_profile: Callable[[PageHost], object],
    ) -> None:
        """`hear` joins what a page of posts asks for with who does it; `write` opens what a post is written in."""
        self._pages = pages
        self._main = main
        self._hear = hear
        self._talks = talks
        self._write = write
        self._edit_profile = edit_profile

    def begin(self, host: PageHost, text: str = "") -> None:
        """Somebody wants to search: the focus goes into a field."""
        if host.page.search(text):
            return
        if host is self._main:
            host.open_page(_KIND)
            self._pages.search.begin(text)
        else:
            self._push(host).begin(text)

    def open(self, host: PageHost, text: str) -> None:
        """Search for a tag that was pressed, on a page of its own."""
        self._push(host).search_now(text)

    def _push(self, host: PageHost) -> SearchPage:
        page = self._pages.new_search_page()
        page.show_back()
        page.back.connect(host.go_back)
        self._hear(page.posts.deeds, lambda: host, _nothing_to_show)
        self.join(page, host)
        host.push_page(self._pages.search_slot(f"{_KIND}:{id(page)}", lambda: page))
        return page

    def join(self, page: SearchPage, host: PageHost) -> None:
        """Do what a page asks for besides what is asked for on its posts."""
        page.left.connect(lambda: self._leave(host))
        page.message_wanted.connect(self._open_message)
        page.draft_wanted.connect(lambda name: self._open_draft(name, host))

    def _leave(self, host: PageHost) -> None:
        if not host.go_back() and host is self._main:
            host.open_page("home")

    def _open_message(self, row: FoundMessageRow) -> None:
        self._talks().open(row.person, row.message)

    def _open_draft(self, name: str, host: PageHost) -> None:
        """Where it was begun."""
        place, _colon, which = name.partition(":")
        person = conversation_of(name)
        if person is not None:
            self._talks().open(person)
        elif name == HOME_DRAFT:
            self._main.open_page("home")
            self._main.come_on_screen()
            self._pages.home.write()
        elif place == "profile":
            self._edit_profile(host)
        elif place in _PLANS and which.isdecimal():
            self._write(_PLANS[place](PostKey(int(which))), host)
        else:
            self._write(IN_DIALOG, host)


_PLANS: dict[str, Callable[[PostKey], PostPlan]] = {"reply": reply, "edit": edit}


def _nothing_to_show(_post: PostKey) -> None:
    """What was just written is found by its words, like everything else."""
