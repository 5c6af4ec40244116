"""Search for posts and people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from microblog_server.db.models import Person
from microblog_server.errors import BadRequestError
from microblog_server.schemas.people import person_out
from microblog_server.schemas.posts import post_out
from microblog_server.schemas.search import FoundBoth, FoundPage, FoundPerson, FoundPost
from microblog_server.schemas.wire import WindowLinks, WindowMeta
from microblog_server.search import places, query
from microblog_server.search.finding import find_people, find_posts
from microblog_server.search.places import Place
from microblog_server.search.ranking import Places, PlaceWindow
from microblog_server.services import people, postings
from microblog_server.web.context import Here
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["search"])

_LONGEST = 500
_MOST_ROWS = 100
_DEFAULT_LIMIT = 20

Item = TypeVar("Item", FoundPost, FoundPerson)
Kind = Literal["posts", "people"]
Typed = Annotated[
    str,
    Query(
        max_length=_LONGEST,
        description='Words, "phrases", beginnings*, #tags and from:name; all of them must be found.',
    ),
]
Kinds = Annotated[
    Literal["posts", "people", "posts,people", "people,posts"],
    Query(description="With one kind the answer is its list; with both, the first page of each by its name."),
]


class Search:
    """What is asked for: the words, and which part of the list."""

    def __init__(
        self,
        request: Request,
        q: Typed,
        limit: Annotated[int, Query(ge=1, le=_MOST_ROWS)] = _DEFAULT_LIMIT,
        before: Annotated[str | None, Query(description="A cursor of this search: further down the list.")] = None,
        after: Annotated[str | None, Query(description="A cursor of this search: next to it, up the list.")] = None,
    ) -> None:
        self._request = request
        self._text = q
        self.limit = limit
        self.before = before
        self.after = after
        try:
            self.query = query.parse(q)
        except query.TooManyPartsError as error:
            sentence = f"must have at most {query.MOST_PARTS} words"
            raise BadRequestError(f"q {sentence}", fields={"q": sentence}) from error

    def window(self, kind: Kind) -> PlaceWindow:
        if self.before is not None and self.after is not None:
            raise _refused("after", "cannot be used together with before")
        return PlaceWindow(self.limit, self._place("before", kind), self._place("after", kind))

    def refuse_places(self) -> None:
        """A place is in one list."""
        for name in ("before", "after"):
            if getattr(self, name) is not None:
                raise _refused(name, "needs one type: posts or people")

    def page(self, kind: Kind, found: Places, item: Callable[[Place, str], Item | None]) -> FoundPage[Item]:
        mark = places.mark_of(kind, self._text)
        made = [(place.cursor(mark), item(place, place.cursor(mark))) for place in found.items]
        return FoundPage(
            items=[one for _, one in made if one is not None],
            meta=WindowMeta(limit=self.limit, has_more=found.has_more),
            links=self._links(kind, [cursor for cursor, _ in made], found),
        )

    def _links(self, kind: Kind, cursors: Sequence[str], found: Places) -> WindowLinks:
        def link(**place: str) -> str:
            parts = {"q": self._text, "type": kind, "limit": self.limit, **place}
            return f"{self._request.url.path}?{urlencode(parts)}"

        older = newer = None
        if self.after is not None:
            older = link(before=cursors[-1] if cursors else self.after)
            newer = link(after=cursors[0]) if found.has_more else None
        else:
            older = link(before=cursors[-1]) if found.has_more else None
            newer = link(after=cursors[0]) if cursors and self.before is not None else None
        place = {name: value for name in ("before", "after") if (value := getattr(self, name)) is not None}
        return WindowLinks(self_=link(**place), older=older, newer=newer)

    def _place(self, name: Literal["before", "after"], kind: Kind) -> Place | None:
        cursor: str | None = getattr(self, name)
        if cursor is None:
            return None
        try:
            return places.parse(cursor, places.mark_of(kind, self._text))
        except places.BadPlaceError as error:
            raise _refused(name, "is not a cursor of this search") from error


Asked = Annotated[Search, Depends()]


@router.get("/api/search")
async def search(
    context: Here, reader: SignedIn, asked: Asked, type: Kinds = "posts,people"
) -> FoundPage[FoundPost] | FoundPage[FoundPerson] | FoundBoth:
    """Posts and people, the best answers first and among equally good ones the newest."""
    async with context.database.reading() as session:
        match type:
            case "posts":
                return await _posts(session, reader.person_id, asked, asked.window("posts"))
            case "people":
                return await _people(session, reader.person_id, asked, asked.window("people"))
            case _:
                asked.refuse_places()
                return FoundBoth(
                    posts=await _posts(session, reader.person_id, asked, asked.window("posts")),
                    people=await _people(session, reader.person_id, asked, asked.window("people")),
                )


async def _posts(session: AsyncSession, reader_id: int, asked: Search, window: PlaceWindow) -> FoundPage[FoundPost]:
    found = await find_posts(session, asked.query, window)
    views = await postings.views(session, [place.rank.id for place in found.items], reader_id)

    def item(place: Place, cursor: str) -> FoundPost | None:
        view = views.get(place.rank.id)
        return None if view is None else FoundPost(cursor=cursor, order=place.rank.order, **dict(post_out(view)))

    return asked.page("posts", found, item)


async def _people(session: AsyncSession, reader_id: int, asked: Search, window: PlaceWindow) -> FoundPage[FoundPerson]:
    found = await find_people(session, asked.query, window)
    ids = [place.rank.id for place in found.items]
    persons = {person.id: person for person in await session.scalars(select(Person).where(Person.id.in_(ids)))}
    ties = await people.ties(session, reader_id, ids)

    def item(place: Place, cursor: str) -> FoundPerson | None:
        person = persons.get(place.rank.id)
        if person is None:
            return None
        return FoundPerson(cursor=cursor, order=place.rank.order, **dict(person_out(person, ties)))

    return asked.page("people", found, item)


def _refused(name: str, sentence: str) -> BadRequestError:
    return BadRequestError(f"{name} {sentence}", fields={name: sentence})
