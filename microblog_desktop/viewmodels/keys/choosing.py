"""The list of all keys, and choosing others: what a person may press, and whom it would be taken from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from microblog_desktop.commands.keys import choose_keys
from microblog_desktop.domain.keys.actions import ACTIONS, BY_NAME, KeyAction, KeyGroup
from microblog_desktop.domain.keys.choosing import Obstacle, Verdict, judge
from microblog_desktop.domain.keys.kept import MOST_KEYS, in_force, read
from microblog_desktop.domain.keys.sequences import types_text
from microblog_desktop.domain.rules.search_words import folded
from microblog_desktop.domain.values import dataclass
from microblog_desktop.i18n.translate import _
from microblog_desktop.store.changes import ChangeFeed, ChangeSet
from microblog_desktop.store.preferences import KEYS, SINGLE_LETTERS
from microblog_desktop.store.profile import ProfileStore
from microblog_desktop.viewmodels.keys.words import title_of, words_of, words_of_fixed

PageTitles = Sequence[Callable[[], str]]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An action as the list shows it; one without a name cannot have other keys."""

    name: str
    words: str
    keys: tuple[str, ...]
    sleeping: tuple[str, ...] = ()  # those of `keys` that do nothing while single letters are off
    is_changed: bool = False
    can_have_more: bool = False

    @property
    def said(self) -> str:
        """All that it is found by."""
        return f"{self.words} {' '.join(self.keys)}"


@dataclass(frozen=True, slots=True)
class KeySection:
    """Actions under a title."""

    title: str
    rows: tuple[KeyRow, ...]


class KeyChoices(QObject):
    """Reads and writes the person's keys; `changed` when they are others."""

    changed = Signal()

    def __init__(self, profile: ProfileStore, feed: ChangeFeed, pages: PageTitles = (), accounts: int = 0) -> None:
        """`pages` are the titles in the side bar, from the top down; `accounts` is how many can have keys."""
        super().__init__()
        self._profile = profile
        self._names = {f"page_{number}": title for number, title in enumerate(pages, start=1)}
        self._accounts = accounts
        self._unsubscribe = feed.subscribe(self._on_change)

    def close(self) -> None:
        self._unsubscribe()

    # What is shown.

    def sections(self, words: str = "", among: Sequence[str] = ()) -> tuple[KeySection, ...]:
        """All that has these words in its meaning, or these keys; of the lines that say just this, if any are given."""
        wanted = folded(words).split()
        found = []
        for group in KeyGroup:
            rows = tuple(self.row(one.name) for one in ACTIONS if one.group is group and self._is_shown(one))
            found.append(KeySection(title_of(group), _those(rows, wanted, among)))
        fixed = tuple(KeyRow("", words, keys) for keys, words in words_of_fixed())
        found.append(KeySection(_("Always the same"), _those(fixed, wanted, among)))
        return tuple(section for section in found if section.rows)

    def row(self, name: str) -> KeyRow:
        keys = self._in_force()[name]
        is_off = not self._profile.preferences.get(SINGLE_LETTERS)
        return KeyRow(
            name,
            self.words(name),
            keys,
            sleeping=tuple(key for key in keys if is_off and types_text(key)),
            is_changed=keys != BY_NAME[name].keys,
            can_have_more=len(keys) < MOST_KEYS,
        )

    def words(self, name: str) -> str:
        title = self._names.get(name)
        return words_of(name, title() if title is not None else "")

    # What is chosen.

    def judge(self, name: str, sequence: str) -> Verdict:
        """Whether nothing stands in the way of these keys."""
        return judge(BY_NAME[name], sequence, self._in_force())

    def complaint(self, verdict: Verdict) -> str:
        """Why these keys cannot be had; empty if they can, at most from somebody else."""
        return "" if verdict.obstacle is None else _complaints()[verdict.obstacle]

    def put(self, name: str, sequence: str, instead_of: str = "") -> None:
        """Give the action these keys, in the place of others of its own or beside them. Whoever had them loses them."""
        keys = self._in_force()
        rival = judge(BY_NAME[name], sequence, keys).rival
        while rival is not None:
            keys[rival.name] = tuple(key for key in keys[rival.name] if key != sequence)
            rival = judge(BY_NAME[name], sequence, keys).rival
        own = [sequence if key == instead_of else key for key in keys[name]]
        if sequence not in own:
            own.append(sequence)
        keys[name] = tuple(dict.fromkeys(own))
        choose_keys(self._profile, keys)

    def remove(self, name: str, sequence: str) -> None:
        keys = self._in_force()
        keys[name] = tuple(key for key in keys[name] if key != sequence)
        choose_keys(self._profile, keys)

    def reset(self, name: str) -> None:
        """The action has its first keys again; whoever got one of them loses it."""
        keys = self._in_force()
        keys[name] = ()
        choose_keys(self._profile, keys)
        for sequence in BY_NAME[name].keys:
            self.put(name, sequence)

    def _in_force(self) -> dict[str, tuple[str, ...]]:
        return in_force(read(self._profile.preferences.get(KEYS)).chosen)

    def _is_shown(self, action: KeyAction) -> bool:
        """Places of the side bar, or of the list of accounts, at which there is nothing need no keys."""
        kind, _line, number = action.name.rpartition("_")
        if kind == "page":
            return action.name in self._names
        return kind != "account" or int(number) <= self._accounts

    def _on_change(self, changes: ChangeSet) -> None:
        if {KEYS.name, SINGLE_LETTERS.name} & changes.preferences:
            self.changed.emit()


def _complaints() -> dict[Obstacle, str]:
    return {
        Obstacle.FIXED: _("These keys move about in every window. Press others."),
        Obstacle.TEXT: _("Text fields need these keys. Press others."),
        Obstacle.TYPES: _("These keys would be typed. Press others, such as some with Ctrl."),
        Obstacle.SYSTEM: _("The system keeps these keys for itself. Press others."),
    }


def _those(rows: tuple[KeyRow, ...], wanted: Sequence[str], among: Sequence[str]) -> tuple[KeyRow, ...]:
    return tuple(row for row in rows if _has(row, wanted) and (not among or row.said in among))


def _has(row: KeyRow, wanted: Sequence[str]) -> bool:
    text = folded(row.said)
    return all(word in text for word in wanted)
