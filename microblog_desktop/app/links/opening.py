"""Shows what a `microblog:` link leads to, on the right account. Before an unknown server is asked, its person is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microblog_desktop.app.account.graph import AccountGraph
from microblog_desktop.app.client import Client
from microblog_desktop.domain.account import Account
from microblog_desktop.domain.rules.links import Link, PersonLink, PostLink, ResetLink, origin_of, place_of, read_link
from microblog_desktop.i18n.translate import _
from microblog_desktop.ui.page.question import Question
from microblog_desktop.ui.theme.theme import Theme
from microblog_desktop.viewmodels.session.signin import SignInStep


class LinkOpener(QObject):
    """Opens one link after the other; one that waits for a sign-in is opened after it."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self._client = client
        self._waiting: Link | None = None
        client.account_shown.connect(self._account_shown)

    def open(self, text: str) -> None:
        """What is no link is said to be none."""
        self._client.come_forward()
        link = read_link(text)
        if link is None:
            self._ask(Question(self._theme, _("This link cannot be opened"), _("It is not a link to a microblog.")))
        elif isinstance(link, ResetLink):
            self._open_reset(link, text)
        else:
            self._open_there(link)

    @property
    def _theme(self) -> Theme:
        return self._client.shared.appearance.theme

    def _open_there(self, link: PersonLink | PostLink) -> None:
        account = self._account_on(link.server)
        if account is None:
            self._ask_to_sign_in(link)
            return
        self._waiting = None
        self._client.show_account(account.id)
        graph = self._client.account
        # One that cannot be opened was told of, and another one stays.
        if graph is not None and graph.account.id == account.id:
            _show(graph, link)

    def _account_on(self, server: str) -> Account | None:
        """The one on screen if it is of this server, else the first."""
        there = [one for one in self._client.shared.profile.accounts.all() if place_of(one.server.url) == server]
        shown = None if self._client.account is None else self._client.account.account.id
        return next((one for one in there if one.id == shown), there[0] if there else None)

    def _ask_to_sign_in(self, link: PersonLink | PostLink) -> None:
        words = _("You have no account on {server}. Sign in there to see it, or leave it.").format(server=link.server)
        question = Question(self._theme, _("A link to another server"), words, _("Sign in there…"))
        question.accepted.connect(lambda: self._sign_in(link))
        self._ask(question)

    def _sign_in(self, link: PersonLink | PostLink) -> None:
        self._waiting = link
        self._client.sign_in_on(origin_of(link.server))

    def _account_shown(self, graph: AccountGraph) -> None:
        link, self._waiting = self._waiting, None
        if isinstance(link, PersonLink | PostLink) and place_of(graph.account.server.url) == link.server:
            _show(graph, link)

    def _open_reset(self, link: ResetLink, text: str) -> None:
        if not link.server or self._account_on(link.server) is not None:
            self._reset(link, text)
            return
        words = _("It leads to {server}. Open it only if you asked that server for a new password.")
        question = Question(
            self._theme, _("A link to set a new password"), words.format(server=link.server), _("Set a new password…")
        )
        question.accepted.connect(lambda: self._reset(link, text))
        self._ask(question)

    def _reset(self, link: ResetLink, text: str) -> None:
        self._client.sign_in_on(origin_of(link.server) if link.server else "")
        card = self._client.sign_in
        if card is not None:
            card.model.go_to(SignInStep.RESET)
            card.window.reset.take_link(text)

    def _ask(self, question: Question) -> None:
        question.setParent(self._client.window, question.windowFlags())
        question.finished.connect(question.deleteLater)
        question.open()


def _show(graph: AccountGraph, link: PersonLink | PostLink) -> None:
    if isinstance(link, PersonLink):
        graph.people.open_name(link.username, graph.window)
    else:
        graph.threads.open_remote(link.post, graph.window)
