"""What the pages of lists of people say."""

from __future__ import annotations

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.lists.list_state import ListWords


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """In the language of now."""

    people: ListWords
    search: str


def suggested_words() -> PeopleWords:
    return PeopleWords(
        ListWords(
            name=_("Who to follow"),
            icon="person",
            empty=_("There is nobody to suggest yet"),
            empty_hint=_("Follow somebody, and the people whom they follow appear here."),
            offline_hint=_("Suggestions are not saved on this computer yet. They load as soon as you are online."),
            failed=_("The suggestions could not be loaded"),
        ),
        search=_("Find one of these people"),
    )


def directory_words() -> PeopleWords:
    return PeopleWords(
        ListWords(
            name=_("People"),
            icon="person",
            empty=_("Nobody is here yet"),
            empty_hint="",
            offline_hint=_(
                "The people of this server are not saved on this computer yet. They load when you are online."
            ),
            failed=_("The people could not be loaded"),
        ),
        search=_("Find somebody on this server"),
    )
