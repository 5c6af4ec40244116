"""Opens threads: over the page one reads, or in windows of their own. Loaded after the first paint."""

from __future__ import annotations

from collections.abc import Callable

from microblog_desktop.app.account.models import AccountModels
from microblog_desktop.app.account.windows import PageWindows
from microblog_desktop.app.shared import Shared
from microblog_desktop.domain.ids import PostId, PostKey
from microblog_desktop.ui.finding.finding_page import FindingPage
from microblog_desktop.ui.frame.page_slot import PageSlot
from microblog_desktop.ui.frame.page_window import PageWindow
from microblog_desktop.ui.main_window import MainWindow
from microblog_desktop.ui.posts.deeds import PostDeeds
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.ui.thread.thread_page import ThreadPage
from microblog_desktop.ui.widgets.pictures import RoundPictures
from microblog_desktop.viewmodels.finding.finder import Finder

_KIND = "thread"


PageHost = MainWindow | PageWindow
"""A window in which pages stand on top of pages."""

Hear = Callable[[PostDeeds, Callable[[], PageHost], Callable[[PostKey], object]], object]


class Threads:
    """Each opening makes a page with a model of its own; both end when the page is left."""

    def __init__(
        self, shared: Shared, models: AccountModels, pictures: RoundPictures, windows: PageWindows, hear: Hear
    ) -> None:
        """`hear` joins what a page of posts asks for with who does it; its last argument shows a post just written."""
        self._theme = shared.appearance.theme
        self._clock = shared.clock
        self._models = models
        self._pictures = pictures
        self._windows = windows
        self._hear = hear

    def open(self, post: PostKey, host: PageHost) -> None:
        """Over the page that is open there, until one goes back."""
        if host.page.key == _key(post):
            return
        page = self._page(post)
        page.header.show_back()
        page.header.back.connect(host.go_back)
        page.window_wanted.connect(lambda post: self._move_out(post, host))
        self._hear(page.posts.deeds, lambda: host, page.show_post)
        host.push_page(_slot(page, post))

    def open_remote(self, post: PostId, host: PageHost) -> None:
        """The post with this id on the server; one that is not here is asked for first."""
        sought = self._models.sought_post(post)
        key = sought.found()
        if key is not None:
            self.open(key, host)
        else:
            look_for(self._models.finder(sought), self._theme, host, lambda: self.open_remote(post, host))

    def open_window(self, post: PostKey) -> None:
        """In a window of its own; one that shows it already comes forward."""
        if self._windows.bring_forward(_key(post)):
            return
        page = self._page(post)
        page.open_window.hide()
        window = self._windows.open(_KIND, _slot(page, post))
        self._hear(page.posts.deeds, lambda: window, page.show_post)

    def _move_out(self, post: PostKey, host: PageHost) -> None:
        self.open_window(post)
        host.go_back()

    def _page(self, post: PostKey) -> ThreadPage:
        models = self._models
        return ThreadPage(self._theme, self._pictures, models.thread(post), models.actions, self._clock)


def look_for(finder: Finder, theme: Theme, host: PageHost, go_on: Callable[[], object]) -> None:
    """On a page over the one that is open; `go_on` once it is found, unless somebody left that page meanwhile."""
    page = FindingPage(theme, finder)

    def make_way() -> None:
        if page.isVisible():
            host.go_back()
            go_on()

    page.header.show_back()
    page.header.back.connect(host.go_back)
    page.found.connect(make_way)
    host.push_page(PageSlot(finder.sought.activity, "", page.title, lambda: page, close=page.close_model))


def _key(post: PostKey) -> str:
    return f"{_KIND}:{post}"


def _slot(page: ThreadPage, post: PostKey) -> PageSlot:
    posts = page.posts
    return PageSlot(
        _key(post),
        "",
        page.title,
        lambda: page,
        refresh=page.refresh,
        show_newest=page.show_focus,
        step=posts.step,
        act=posts.act,
        take_focus=page.take_focus,
        close=page.close_model,
    )
