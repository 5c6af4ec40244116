"""Look into the index: the newest matches are ranked, older ones follow by time.

So a word that is in every second post costs no more than a rare one. Words are
found whole first; where that finds few, those that only begin so are found too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from microblog_desktop.domain.ids import MessageKey, PersonId, PostKey
from microblog_desktop.domain.rules.marked_text import mark, shown_text
from microblog_desktop.domain.rules.search_marks import Hit, is_long, look, snippet
from microblog_desktop.domain.rules.search_words import folded
from microblog_desktop.domain.search import (
    Findings,
    FoundDraft,
    FoundMessage,
    FoundPerson,
    FoundPost,
    FoundUpTo,
    SearchQuery,
)
from microblog_desktop.store.account.search.docs import Kind, key_of
from microblog_desktop.store.account.search.expression import expression
from microblog_desktop.store.sqlite.columns import Row, Value, flag, key_list, moment, text, text_or_none, whole

RANKED = 200
MOST_MESSAGES = 50
MOST_PEOPLE = 20
MOST_DRAFTS = 20
_MOST_AUTHORS = 50

_MATCHES = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_POSTS = (
    "SELECT post.key, coalesce(pending_body, body), created_at FROM json_each(?) AS wanted "
    "CROSS JOIN post ON post.key = wanted.value"
)
_MESSAGES = (
    "SELECT message.key, scope, is_mine, body, created_at FROM json_each(?) AS wanted "
    "CROSS JOIN message ON message.key = wanted.value"
)
_PEOPLE = (
    "SELECT person.id, username, person.name, about_me, you_follow, followers FROM json_each(?) AS wanted "
    "CROSS JOIN search_named ON search_named.doc = wanted.value CROSS JOIN person ON person.id = search_named.name"
)
_DRAFTS = (
    "SELECT draft.name, body, saved_at FROM json_each(?) AS wanted "
    "CROSS JOIN search_named ON search_named.doc = wanted.value CROSS JOIN draft ON draft.name = search_named.name"
)
_EXACT_AUTHOR = "SELECT id FROM person WHERE username = ? LIMIT ?"
_AUTHORS = "SELECT id FROM person WHERE username >= ? AND username < ? ORDER BY username LIMIT ?"
_UNBUILT = "SELECT 1 FROM search_unbuilt LIMIT 1"


class Rows(Protocol):
    """What the index is read through."""

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> list[Row]: ...


class Finder:
    """Answers searches from one connection; raises `StoreError`, and whatever the connection says to an interrupt."""

    def __init__(self, db: Rows) -> None:
        self._db = db

    def find(self, query: SearchQuery) -> Findings:
        authors = self._authors(query)
        is_whole = not self._db.rows(_UNBUILT)
        if query.is_blank or authors is None:
            return Findings(is_whole=is_whole)
        posts, older = self._posts(query, authors)
        has_more_words = query.terms or query.tags
        return Findings(
            posts=posts,
            messages=self._messages(query, authors),
            people=self._people(query) if has_more_words and not query.authors else (),
            drafts=self._drafts(query) if has_more_words and not query.authors else (),
            older=older,
            is_whole=is_whole,
        )

    def find_older(self, query: SearchQuery, place: FoundUpTo) -> Findings:
        """The posts that follow on `place`."""
        authors = self._authors(query)
        if query.is_blank or authors is None:
            return Findings()
        docs = self._matches(expression(query, authors, begins=place.beginnings), Kind.POST, RANKED, below=place.doc)
        found = self._hits(query, docs)
        found.sort(key=lambda one: one[1], reverse=True)
        return Findings(posts=tuple(post for post, _, _ in found), older=_end(docs, beginnings=place.beginnings))

    def _authors(self, query: SearchQuery) -> list[list[PersonId]] | None:
        """For each name those who may be meant; None if one means nobody."""
        found = []
        for name in query.authors:
            rows = self._db.rows(_EXACT_AUTHOR, (name, _MOST_AUTHORS)) or self._db.rows(
                _AUTHORS, (name, name + chr(0x10FFFF), _MOST_AUTHORS)
            )
            if not rows:
                return None
            found.append([PersonId(text(row[0])) for row in rows])
        return found

    def _matches(self, wanted: str, kind: Kind, limit: int, *, below: int | None = None) -> list[int]:
        first, beyond = kind.docs
        rows = self._db.rows(_MATCHES, (wanted, first, beyond if below is None else below, limit))
        return [whole(row[0]) for row in rows]

    def _newest(
        self, query: SearchQuery, authors: list[list[PersonId]], kind: Kind, limit: int
    ) -> tuple[list[int], bool]:
        """The newest matches, and whether words that only begin so were needed."""
        docs = self._matches(expression(query, authors, begins=False), kind, limit)
        if len(docs) == limit or not (query.terms or query.tags):
            return docs, False
        begun = self._matches(expression(query, authors, begins=True), kind, limit)
        kept = set(docs)
        room = limit - len(docs)
        return sorted([*docs, *[doc for doc in begun if doc not in kept][:room]], reverse=True), True

    def _posts(
        self, query: SearchQuery, authors: list[list[PersonId]]
    ) -> tuple[tuple[FoundPost, ...], FoundUpTo | None]:
        docs, beginnings = self._newest(query, authors, Kind.POST, RANKED)
        found = self._hits(query, docs)
        found.sort(key=lambda one: (one[2], one[1]), reverse=True)
        return tuple(post for post, _, _ in found), _end(docs, beginnings=beginnings)

    def _hits(self, query: SearchQuery, docs: Sequence[int]) -> list[tuple[FoundPost, int, int]]:
        """Posts with their times and scores."""
        found = []
        for key, body, created_at in self._db.rows(_POSTS, (key_list(map(key_of, docs)),)):
            shown = mark(text(body)).text
            hit = look(shown, query)
            around = snippet(shown, hit.ranges) if is_long(shown) else None
            found.append((FoundPost(PostKey(whole(key)), hit.ranges, around), whole(created_at), hit.score))
        return found

    def _messages(self, query: SearchQuery, authors: list[list[PersonId]]) -> tuple[FoundMessage, ...]:
        docs, _ = self._newest(query, authors, Kind.MESSAGE, RANKED)
        found = []
        for key, person, is_mine, body, created_at in self._db.rows(_MESSAGES, (key_list(map(key_of, docs)),)):
            shown = shown_text(text(body))
            hit = look(shown, query)
            message = FoundMessage(
                MessageKey(whole(key)),
                PersonId(text(person)),
                flag(is_mine),
                moment(created_at),
                snippet(shown, hit.ranges),
            )
            found.append((hit.score, whole(created_at), message))
        found.sort(key=lambda one: one[:2], reverse=True)
        return tuple(message for _, _, message in found[:MOST_MESSAGES])

    def _people(self, query: SearchQuery) -> tuple[FoundPerson, ...]:
        docs = self._matches(expression(query, [], begins=True), Kind.PERSON, RANKED)
        found = []
        for id, username, name, about_me, you_follow, followers in self._db.rows(_PEOPLE, (_numbers(docs),)):
            in_username, in_name = look(text(username), query), look(text(name), query)
            about = shown_text(text_or_none(about_me) or "")
            in_about = look(about, query)
            person = FoundPerson(
                PersonId(text(id)),
                in_name.ranges,
                in_username.ranges,
                snippet(about, in_about.ranges) if in_about.ranges else None,
            )
            rank = _rank_of_person(text(username), in_username, in_name, query)
            found.append(((rank, bool(you_follow), followers or 0, in_about.score, text(username)), person))
        found.sort(key=lambda one: one[0], reverse=True)
        return tuple(person for _, person in found[:MOST_PEOPLE])

    def _drafts(self, query: SearchQuery) -> tuple[FoundDraft, ...]:
        docs = self._matches(expression(query, [], begins=True), Kind.DRAFT, RANKED)
        found = []
        for name, body, saved_at in self._db.rows(_DRAFTS, (_numbers(docs),)):
            hit = look(text(body), query)
            found.append((hit.score, whole(saved_at), FoundDraft(text(name), snippet(text(body), hit.ranges))))
        found.sort(key=lambda one: one[:2], reverse=True)
        return tuple(draft for _, _, draft in found[:MOST_DRAFTS])


def _numbers(docs: Sequence[int]) -> str:
    return key_list(map(key_of, docs))


def _end(docs: Sequence[int], *, beginnings: bool) -> FoundUpTo | None:
    return FoundUpTo(docs[-1], beginnings) if len(docs) == RANKED else None


def _rank_of_person(username: str, in_username: Hit, in_name: Hit, query: SearchQuery) -> int:
    """Whose user name it is comes first, then whose it begins, then the name, then what they say of themselves."""
    typed = "".join(part.text for term in query.terms for part in term)
    plain = folded(username)
    if plain == typed:
        return 4
    if typed and plain.startswith(typed):
        return 3
    return 2 if in_username.ranges else 1 if in_name.ranges else 0
