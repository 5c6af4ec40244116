"""A new password as it is typed: never kept, never written down."""

from __future__ import annotations

from microblog_desktop.domain.secret import Secret
from microblog_desktop.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class TypedPassword:
    """The password of now, and the new one twice."""

    current: Secret
    new: Secret
    again: Secret

    def __bool__(self) -> bool:
        return bool(self.current or self.new or self.again)
