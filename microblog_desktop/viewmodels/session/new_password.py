"""A new password is typed twice: nobody sees what they type."""

from __future__ import annotations

from microblog_desktop.i18n.translate import _


def not_repeated() -> str:
    """What is wrong with the second one where it is another."""
    return _("The two passwords are not the same.")
