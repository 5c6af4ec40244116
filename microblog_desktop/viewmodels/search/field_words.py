"""What is to be typed into a field that searches."""

from __future__ import annotations

from microblog_desktop.domain.server import Capability, ServerDescription
from microblog_desktop.i18n.translate import _


def field_words(server: ServerDescription, *, is_online: bool) -> str:
    """Nothing is promised that this server does not have."""
    if not server.can(Capability.HOME):
        return _("Search people")
    return _("Search posts and people") if is_online else _("Search saved posts")
