"""What a search page says besides its rows: what can be typed, why there is nothing, and how much there is."""

from __future__ import annotations

from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.formats import list_of, number
from microblog_desktop.i18n.translate import _, ngettext
from microblog_desktop.store.status import NetworkState
from microblog_desktop.viewmodels.lists.instead import Instead
from microblog_desktop.viewmodels.search.model import SearchModel
from microblog_desktop.viewmodels.search.phase import SearchPhase


def hint(server: ServerDescription) -> str:
    """What else can be typed, in one line; empty where there are no posts to narrow down."""
    if not server.can(Capability.HOME):
        return ""
    return _("Narrow it down with from:name, #tag or “words in a row”.")


def invitation(server: ServerDescription, network: NetworkState) -> str:
    """What is searched, before anything is typed."""
    if not server.can(Capability.HOME):
        return _("Finds everybody whom this computer has seen.")
    if not server.can(Capability.SEARCH):
        return _("Finds posts, messages, people and drafts that are saved on this computer.")
    if not network.is_usable:
        return _("You are offline. What is saved on this computer is found all the same.")
    return _("Finds posts, messages, people and drafts: on this computer at once, then on the server.")


def nothing_words(model: SearchModel) -> Instead:
    """Why there is nothing, and what could be done: the button asks the server again."""
    line = model.line
    title = _("Nothing found")
    if not model.network.is_usable:
        detail = _("You are offline: only what is saved on this computer was searched.")
        return Instead("offline", title, detail)
    if model.state.phase is SearchPhase.SEARCHING:
        return Instead("search", _("Nothing on this computer"), _("The server is being asked…"))
    if line is None:
        return Instead("search", title, _("Only what is saved on this computer was searched."))
    if line.may_retry:
        return Instead("search", _("Nothing on this computer"), line.reason, _("Try again"))
    return Instead("search", title, _("Neither here nor on the server. Fewer or other words may help."))


def told(model: SearchModel) -> str:
    """How much was found, for who does not see it: "12 posts, 2 people"."""
    more = "" if model.knows_all_posts else "+"
    posts, messages = model.posts.count, model.message_count
    people, drafts = model.people.count, len(model.drafts)
    counts = (
        (posts, ngettext("{count} post", "{count} posts", posts), more),
        (messages, ngettext("{count} message", "{count} messages", messages), ""),
        (people, ngettext("{count} person", "{count} people", people), ""),
        (drafts, ngettext("{count} draft", "{count} drafts", drafts), ""),
    )
    parts = [words.format(count=f"{number(count)}{plus}") for count, words, plus in counts if count]
    return list_of(parts) if parts else nothing_words(model).title
