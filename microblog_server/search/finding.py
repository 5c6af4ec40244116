"""Find posts and people: where they stand in the list of what was found."""

from __future__ import annotations

from sqlalchemy import select

from microblog_server import text
from microblog_server.db.models import Person
from microblog_server.db.prepared import Prepared, word
from microblog_server.db.session import Database
from microblog_server.search.keeping import dialect_of
from microblog_server.search.query import Phrase, Query
from microblog_server.search.ranking import Places, PlaceWindow, Ranking, Sought
from microblog_server.search.shelves import Shelf
from microblog_server.search.words import by_author, by_username

# User name, name, what they say about themselves; and the marks behind those.
_SECTIONS_OF_PEOPLE = (6, 4, 1, 1)
_NOTHING = Places((), has_more=False)
_NAMED = Prepared(select(Person.id).where(Person.username_key == word("key")))


async def find_posts(database: Database, query: Query, window: PlaceWindow) -> Places:
    marks: tuple[Phrase, ...] = ()
    if query.author is not None:
        author = await _person_named(database, query.author)
        if author is None:
            return _NOTHING
        marks = (Phrase((by_author(author),)),)
    return await _page(database, Shelf.POSTS, Sought((*query.phrases, *marks), (*query.wide, *marks)), window)


async def find_people(database: Database, query: Query, window: PlaceWindow) -> Places:
    """Who is called exactly what was typed comes first. `from:` asks for posts and finds no people."""
    if query.author is not None:
        return _NOTHING
    certain = () if query.name is None else (Phrase((by_username(query.name),)),)
    return await _page(database, Shelf.PEOPLE, Sought(query.phrases, query.wide, certain, _SECTIONS_OF_PEOPLE), window)


async def _page(database: Database, shelf: Shelf, sought: Sought, window: PlaceWindow) -> Places:
    if not sought.narrow:
        return _NOTHING
    return await Ranking(database, dialect_of(database.engine), shelf, sought).page(window)


async def _person_named(database: Database, name: str) -> int | None:
    try:
        key = text.folded(text.username(name))
    except ValueError:
        return None
    rows = await database.fetch(_NAMED, key=key)
    return int(rows[0][0]) if rows else None
