"""A row of a list of people, ready to be painted."""

from __future__ import annotations

from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.lists import Suggestion
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.sentences import in_one_breath
from microblog_desktop.i18n.translate import _
from microblog_desktop.viewmodels.people.suggestions import followed_words
from microblog_desktop.viewmodels.timeline.rows import Offers


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in a list."""

    key: PersonId
    name: str
    username: str
    avatar_url: str | None
    about: str  # in one line
    followed_text: str
    is_me: bool
    you_follow: bool
    follows_you: bool
    can_follow: bool
    can_message: bool
    spoken: str

    @property
    def handle(self) -> str:
        return f"@{self.username}"


def person_row(suggestion: Suggestion, offers: Offers, me: PersonId) -> PersonRow:
    person = suggestion.person
    is_me = person.id == me
    about = " ".join((person.about_me or "").split())
    followed = followed_words(suggestion.followed_by)
    said = (
        f"{person.display_name}, @{person.username}",
        _("This is you") if is_me else "",
        _("You follow them") if person.you_follow else "",
        _("Follows you") if person.follows_you else "",
        about,
        followed,
    )
    return PersonRow(
        key=person.id,
        name=" ".join(person.display_name.split()),
        username=person.username,
        avatar_url=person.avatar_url,
        about=about,
        followed_text=followed,
        is_me=is_me,
        you_follow=bool(person.you_follow),
        follows_you=bool(person.follows_you),
        can_follow=offers.can_follow and not is_me,
        can_message=offers.can_message and not is_me,
        spoken=in_one_breath(said),
    )
