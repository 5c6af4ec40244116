"""What one can jump to, ready to be found and to be painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from microblog_desktop.domain.rules.jumping import Known, known
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import pgettext
from microblog_desktop.viewmodels.keys.now import keys_of


class JumpKind(IntEnum):
    """In the order in which those that fit equally well stand."""

    LINK = 0
    PAGE = 1
    ACCOUNT = 2
    CONVERSATION = 3
    PERSON = 4
    DEED = 5
    SETTING = 6
    SEARCH = 7
    NAME = 8


@dataclass(frozen=True, slots=True)
class JumpFace:
    """Whose picture a row shows."""

    name: str
    username: str
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class JumpRow:
    """One line: what it is, and below it what kind of thing; `keys` do the same, in Qt's portable text.

    It has a face or an icon. `is_on` is None for what is no switch.
    """

    key: str
    kind: JumpKind
    title: str
    about: str
    icon: str = ""
    face: JumpFace | None = None
    keys: tuple[str, ...] = ()
    is_on: bool | None = None

    @property
    def spoken(self) -> str:
        state = "" if self.is_on is None else _on() if self.is_on else _off()
        return ", ".join(part for part in (self.title, state, self.about, *self.keys[:1]) if part)


@dataclass(frozen=True, slots=True)
class JumpPlace:
    """A row, what it is found by, and the way there."""

    row: JumpRow
    known: Known
    go: Callable[[], object]


def place(row: JumpRow, go: Callable[[], object], *, names: Sequence[str] = (), about: str = "") -> JumpPlace:
    """`names` are what it is called besides its title, `about` what else is said of it."""
    return JumpPlace(row, known((row.title, *names), about), go)


def keys_for(action: str) -> tuple[str, ...]:
    """Those that a hint names: of several, one that is no letter alone."""
    return tuple(sorted(keys_of(action), key=lambda key: len(key) == 1)[:1])


def kind_words(kind: JumpKind, *details: str) -> str:
    """What kind of thing it is, and what tells it from others of its kind."""
    words = {
        JumpKind.LINK: pgettext("kind of place", "Link"),
        JumpKind.PAGE: pgettext("kind of place", "Page"),
        JumpKind.ACCOUNT: pgettext("kind of place", "Account"),
        JumpKind.CONVERSATION: pgettext("kind of place", "Conversation"),
        JumpKind.PERSON: pgettext("kind of place", "Person"),
        JumpKind.DEED: pgettext("kind of place", "Action"),
        JumpKind.SETTING: pgettext("kind of place", "Setting"),
        JumpKind.SEARCH: pgettext("kind of place", "Search"),
        JumpKind.NAME: pgettext("kind of place", "Person"),
    }
    return " · ".join([words[kind], *filter(None, details)])


def _on() -> str:
    return pgettext("switch", "On")


def _off() -> str:
    return pgettext("switch", "Off")
