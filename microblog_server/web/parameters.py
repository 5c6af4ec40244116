"""Parameters that many routes have: pages, cursors, ids, idempotency keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Protocol, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Header, Path, Query, Request
from pydantic import BeforeValidator

from microblog_server.cursors import BadCursorError, Position
from microblog_server.errors import BadRequestError
from microblog_server.schemas.wire import LAST_ID, WindowLinks, WindowMeta
from microblog_server.services.windows import Page, Window

_PER_PAGE = 10
_MOST_PER_PAGE = 100
_LAST_PAGE = 1_000_000
_DEFAULT_LIMIT = 20
_MOST_ROWS = 100

T = TypeVar("T")


def _lenient(default: int, most: int) -> Callable[[object], int]:
    """Chapter 23's servers answer any page number; what is none counts as the first page."""

    def read(value: object) -> int:
        text = str(value)
        if not text.isascii() or not text.isdigit():
            return default
        # Python refuses to read thousands of digits; that far there is nothing anyway.
        return min(int(text[:18]), most) or default

    return read


PageNumber = Annotated[int, BeforeValidator(_lenient(1, _LAST_PAGE)), Query(description="From 1 on.")]
PerPage = Annotated[int, BeforeValidator(_lenient(_PER_PAGE, _MOST_PER_PAGE)), Query(description="At most 100.")]
Id = Annotated[int, Path(ge=1, le=LAST_ID)]
KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,255}$",
        description="Made with the wish and sent with each try: what is created is created once.",
    ),
]


async def _window(
    limit: Annotated[int, Query(ge=1, le=_MOST_ROWS)] = _DEFAULT_LIMIT,
    before: Annotated[str | None, Query(description="A cursor: the rows older than this place.")] = None,
    after: Annotated[str | None, Query(description="A cursor: the rows next to this place on its newer side.")] = None,
) -> Window:
    if before is not None and after is not None:
        sentence = "cannot be used together with before"
        raise BadRequestError(f"after {sentence}", fields={"after": sentence})
    return Window(limit, _place("before", before), _place("after", after))


Asked = Annotated[Window, Depends(_window)]


def _place(name: str, cursor: str | None) -> Position | None:
    if cursor is None:
        return None
    try:
        return Position.parse(cursor)
    except BadCursorError as error:
        sentence = "is not a cursor of this server"
        raise BadRequestError(f"{name} {sentence}", fields={name: sentence}) from error


# What says which window is asked for; everything else says of what.
_PLACES = ("limit", "before", "after")


class _Placed(Protocol):
    @property
    def cursor(self) -> str: ...


def window_meta(window: Window, page: Page[T]) -> WindowMeta:
    return WindowMeta(limit=window.limit, has_more=page.has_more)


def window_links(request: Request, window: Window, items: Sequence[_Placed], page: Page[T]) -> WindowLinks:
    """Links to the neighbours of this page; null where nothing can be, as far as this page knows."""
    path = request.url.path
    chosen = {name: value for name, value in request.query_params.items() if name not in _PLACES}

    def link(**place: str) -> str:
        return f"{path}?{urlencode({'limit': window.limit, **chosen, **place})}"

    own = f"{path}?{request.url.query}" if request.url.query else path
    older = newer = None
    if window.after is not None:
        older = link(before=items[-1].cursor if items else window.after.cursor)
        newer = link(after=items[0].cursor) if page.has_more else None
    else:
        older = link(before=items[-1].cursor) if page.has_more else None
        newer = link(after=items[0].cursor) if items and window.before is not None else None
    return WindowLinks(self_=own, older=older, newer=newer)
