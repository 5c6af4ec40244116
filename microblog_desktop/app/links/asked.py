"""What a start of the program asks for, its own or a later one that hands its arguments over."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from microblog_desktop.app.client import Client
from microblog_desktop.app.options import Options, read_handed_over

if TYPE_CHECKING:
    from microblog_desktop.app.links.opening import LinkOpener

log = logging.getLogger(__name__)


class Asked:
    """Does it in the windows that are there."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._opener: LinkOpener | None = None

    def hand_over(self, arguments: list[str]) -> None:
        """A later start ended, and asks for this; the window comes forward in any case."""
        options = read_handed_over(arguments)
        if options is None:
            log.info("a later start asked for something that is not known here")
        self._client.come_forward()
        if options is not None:
            self.do(options)
            if options.safe_mode:
                # Hardly ever asked for.
                from microblog_desktop.app.crash.restarting import ask_to_restart

                ask_to_restart(self._client.shared, self._client.window)

    def do(self, options: Options) -> None:
        graph = self._client.account
        if options.link:
            self.open_link(options.link)
        elif graph is not None and self._client.sign_in is None:
            if options.page:
                graph.window.open_page(options.page)
            if options.new_post:
                graph.window.new_post_wanted.emit()

    def open_link(self, text: str) -> None:
        if self._opener is None:
            # Few starts have a link.
            from microblog_desktop.app.links.opening import LinkOpener

            self._opener = LinkOpener(self._client)
        self._opener.open(text)
