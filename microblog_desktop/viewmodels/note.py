"""A line about a page: what keeps it from being whole or of now."""

from __future__ import annotations

from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """`icon` names a file of the icon folder, `action` are the words of the button, if there is one."""

    text: str
    icon: str
    action: str = ""
