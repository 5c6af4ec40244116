"""Find a setting of a section by its key, as the kind it is."""

from __future__ import annotations

from typing import TypeVar

from microblog_desktop.viewmodels.settings.section import Section
from microblog_desktop.viewmodels.settings.setting import Choosing

S = TypeVar("S")


def setting(section: Section, key: str, kind: type[S]) -> S:
    found = next(one for one in section.settings() if one.key == key)
    assert isinstance(found, kind)
    return found


def chosen(section: Section, key: str) -> str:
    """The words of what is chosen."""
    return next(choice.words for choice in setting(section, key, Choosing).choices if choice.is_chosen)


def keys(section: Section) -> list[str]:
    return [one.key for one in section.settings()]
