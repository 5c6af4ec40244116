"""The kinds of settings. Each is made anew when it is shown, in the language and with the value of that moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; `value` is what `choose` takes."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """One value of a few: a button with a menu. `key` names the setting for good; `about` is its second line."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    choose: Callable[[str], None]
    about: str = ""


def choices(words: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    """One for each value with its words; the first is chosen where `chosen` is none of them, as after damage."""
    at = chosen if chosen in words else next(iter(words))
    return tuple(Choice(value, said, value == at) for value, said in words.items())


@dataclass(frozen=True, slots=True)
class Switching:
    """On or off; `turn` makes it the other."""

    key: str
    title: str
    is_on: bool
    turn: Callable[[], None]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Entering:
    """A text; `enter` takes it over, or returns the sentence that says what is wrong with it."""

    key: str
    title: str
    text: str
    enter: Callable[[str], str]
    about: str = ""
    hint: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """Something that can be done, by a button with `words`."""

    key: str
    title: str
    words: str
    act: Callable[[], None]
    about: str = ""
    is_dangerous: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Something to know; nothing to set."""

    key: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A part with a widget of its own, such as the list of accounts; its section knows which by `key`.

    `parts` are the lines in it that can be found, each by all it says; `found` are those that a search wants to see,
    or none where all of them are shown.
    """

    key: str
    title: str
    about: str = ""
    parts: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


Setting = Choosing | Switching | Entering | Acting | Telling | Own
