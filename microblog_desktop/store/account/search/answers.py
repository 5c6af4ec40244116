"""What the server found, in memory: which posts and people, in its order. They themselves are in the file."""

from __future__ import annotations

from dataclasses import replace

from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.domain.values import dataclass

_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """`older` is the server's cursor of what follows on the posts; None if these are all."""

    posts: tuple[PostKey, ...]
    people: tuple[PersonId, ...]
    older: str | None


class ServerAnswers:
    """The latest answers, by what was typed."""

    def __init__(self) -> None:
        self._answers: dict[str, ServerAnswer] = {}

    def get(self, typed: str) -> ServerAnswer | None:
        return self._answers.get(typed)

    def begin(self, typed: str, answer: ServerAnswer) -> None:
        """The first page."""
        self._answers.pop(typed, None)
        self._answers[typed] = answer
        while len(self._answers) > _REMEMBERED:
            del self._answers[next(iter(self._answers))]

    def go_on(self, typed: str, posts: tuple[PostKey, ...], older: str | None) -> None:
        """A further page of posts."""
        known = self._answers.get(typed)
        if known is not None:
            self._answers[typed] = replace(known, posts=(*known.posts, *posts), older=older)
