"""What the pages of lists of people say."""

from __future__ import annotations

from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """In the language of now."""

    title: str
    search: str
    empty: str
    empty_hint: str
    offline_hint: str
    failed: str


def suggested_words() -> PeopleWords:
    return PeopleWords(
        title=_("Who to follow"),
        search=_("Find one of these people"),
        empty=_("There is nobody to suggest yet"),
        empty_hint=_("Follow somebody, and the people whom they follow appear here."),
        offline_hint=_("Suggestions are not saved on this computer yet. They load as soon as you are online."),
        failed=_("The suggestions could not be loaded"),
    )


def directory_words() -> PeopleWords:
    return PeopleWords(
        title=_("People"),
        search=_("Find somebody on this server"),
        empty=_("Nobody is here yet"),
        empty_hint="",
        offline_hint=_("The people of this server are not saved on this computer yet. They load when you are online."),
        failed=_("The people could not be loaded"),
    )
