"""What was saved from a damaged file, and where that file is now."""

from __future__ import annotations

from collections.abc import Mapping

from microblog_desktop.domain.problem import Problem
from microblog_desktop.i18n.formats import list_of, number
from microblog_desktop.i18n.translate import _, ngettext

UNSENT, MESSAGES, BOOKMARKS, POSTS = "unsent", "messages", "bookmarks", "posts"
ACCOUNTS, PREFERENCES = "accounts", "preferences"
"""The names of the fields of a problem; each says how many there were."""


def what_was_saved(problem: Problem) -> str:
    """`message` is where the damaged file is; without one there is nothing that could be said."""
    if not problem.message:
        return ""
    counts = {name: int(count) for name, count in problem.fields if count.isdecimal()}
    kept = _kept(counts)
    if counts.get(ACCOUNTS) == 0:
        return _(
            "The list of your accounts on this computer was damaged and could not be read. Sign in again: what was "
            "saved of each account is still here. The damaged file was put aside: {file}"
        ).format(file=problem.message)
    if not kept:
        return _(
            "The saved data on this computer was damaged, and nothing of it could be read. Everything comes again "
            "from the server. The damaged file was put aside: {file}"
        ).format(file=problem.message)
    return _(
        "The saved data on this computer was damaged. Saved from it: {kept}. Everything else comes again from the "
        "server. The damaged file was put aside: {file}"
    ).format(kept=list_of(kept), file=problem.message)


def _kept(counts: Mapping[str, int]) -> list[str]:
    words = {
        UNSENT: ngettext("{number} draft or unsent text", "{number} drafts and unsent texts", counts.get(UNSENT, 0)),
        MESSAGES: ngettext("{number} message", "{number} messages", counts.get(MESSAGES, 0)),
        BOOKMARKS: ngettext("{number} bookmark", "{number} bookmarks", counts.get(BOOKMARKS, 0)),
        POSTS: ngettext("{number} post", "{number} posts", counts.get(POSTS, 0)),
        ACCOUNTS: ngettext("{number} account", "{number} accounts", counts.get(ACCOUNTS, 0)),
        PREFERENCES: ngettext("{number} setting", "{number} settings", counts.get(PREFERENCES, 0)),
    }
    return [said.format(number=number(counts[name])) for name, said in words.items() if counts.get(name, 0)]
