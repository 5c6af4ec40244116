"""Search for posts and people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import select

from microblog_server.db.models import Person
from microblog_server.db.session import Database
from microblog_server.errors import BadRequestError
from microblog_server.quick import found as quick
from microblog_server.quick.page_json import encoded, post
from microblog_server.schemas.people import person_out
from microblog_server.schemas.search import FoundBoth, FoundPage, FoundPerson, FoundPost
from microblog_server.schemas.wire import WindowLinks, WindowMeta
from microblog_server.search import places, query
from microblog_server.search.finding import find_people, find_posts
from microblog_server.search.places import Place
from microblog_server.search.ranking import Places, PlaceWindow
from microblog_server.services import people
from microblog_server.web.context import Here
from microblog_server.web.signed_in import SignedIn

router = APIRouter(tags=["search"])

_LONGEST = 500
_MOST_ROWS = 100
_DEFAULT_LIMIT = 20

Json = Mapping[str, object]
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

    def __init__(self, path: str, q: str, limit: int, before: str | None, after: str | None) -> None:
        self._path = path
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

    def page(self, kind: Kind, found: Places, item: Callable[[Place, str], Json | None]) -> Json:
        mark = places.mark_of(kind, self._text)
        made = [(place.cursor(mark), item(place, place.cursor(mark))) for place in found.items]
        return {
            "items": [one for _, one in made if one is not None],
            "_meta": WindowMeta(limit=self.limit, has_more=found.has_more).model_dump(),
            "_links": self._links(kind, [cursor for cursor, _ in made], found).model_dump(by_alias=True),
        }

    def _links(self, kind: Kind, cursors: Sequence[str], found: Places) -> WindowLinks:
        def link(**place: str) -> str:
            parts = {"q": self._text, "type": kind, "limit": self.limit, **place}
            return f"{self._path}?{urlencode(parts)}"

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


async def _asked(
    request: Request,
    q: Typed,
    limit: Annotated[int, Query(ge=1, le=_MOST_ROWS)] = _DEFAULT_LIMIT,
    before: Annotated[str | None, Query(description="A cursor of this search: further down the list.")] = None,
    after: Annotated[str | None, Query(description="A cursor of this search: next to it, up the list.")] = None,
) -> Search:
    return Search(request.url.path, q, limit, before, after)


Asked = Annotated[Search, Depends(_asked)]


@router.get("/api/search", response_model=FoundPage[FoundPost] | FoundPage[FoundPerson] | FoundBoth)
async def search(context: Here, reader: SignedIn, asked: Asked, type: Kinds = "posts,people") -> Response:
    """Posts and people, the best answers first and among equally good ones the newest."""
    content: Json
    match type:
        case "posts":
            content = await _posts(context.database, reader.person_id, asked, asked.window("posts"))
        case "people":
            content = await _people(context.database, reader.person_id, asked, asked.window("people"))
        case _:
            asked.refuse_places()
            content = {
                "posts": await _posts(context.database, reader.person_id, asked, asked.window("posts")),
                "people": await _people(context.database, reader.person_id, asked, asked.window("people")),
            }
    return Response(encoded(content), media_type="application/json")


async def _posts(database: Database, reader_id: int, asked: Search, window: PlaceWindow) -> Json:
    found = await find_posts(database, asked.query, window)
    rows = await quick.posts(database, [place.rank.id for place in found.items], reader_id)

    def item(place: Place, cursor: str) -> Json | None:
        row = rows.get(place.rank.id)
        return None if row is None else {**post(row), "cursor": cursor, "order": place.rank.order}

    return asked.page("posts", found, item)


async def _people(database: Database, reader_id: int, asked: Search, window: PlaceWindow) -> Json:
    found = await find_people(database, asked.query, window)
    ids = [place.rank.id for place in found.items]
    async with database.reading() as session:
        persons = {person.id: person for person in await session.scalars(select(Person).where(Person.id.in_(ids)))}
        ties = await people.ties(session, reader_id, ids)

    def item(place: Place, cursor: str) -> Json | None:
        person = persons.get(place.rank.id)
        if person is None:
            return None
        found_person = FoundPerson(cursor=cursor, order=place.rank.order, **dict(person_out(person, ties)))
        return found_person.model_dump(mode="json", by_alias=True)

    return asked.page("people", found, item)


def _refused(name: str, sentence: str) -> BadRequestError:
    return BadRequestError(f"{name} {sentence}", fields={name: sentence})
