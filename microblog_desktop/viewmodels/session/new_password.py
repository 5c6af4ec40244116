"""A new password is typed twice: nobody sees what they type."""

from __future__ import annotations

from microblog_desktop.domain.secret import Secret
from microblog_desktop.i18n.translate import _


def repetition_complaint(new: Secret, again: Secret) -> str:
    """What is wrong with the second of two new passwords, or an empty string."""
    return "" if new == again else _("The two passwords are not the same.")
