"""What is said one after the other in a single breath."""

from __future__ import annotations

from collections.abc import Iterable

# What closes a sentence in the scripts people write in; a full stop after one of these is a pause too many.
_ENDS = tuple("?!…:;؟؛。！？।")


def in_one_breath(parts: Iterable[str]) -> str:
    """Join the parts that are not empty as sentences: "Anyone there? 5 replies"; the last goes without a full stop."""
    said = ""
    for part in parts:
        words = part.strip().rstrip(" .")
        if words and said:
            said += f" {words}" if said.endswith(_ENDS) else f". {words}"
        elif words:
            said = words
    return said
