"""Look into the index: the newest matches are ranked, older ones follow by time.

So a word that is in every second post costs no more than a rare one. Words are
found whole first; where that finds few, those that only begin so are found too.
"""

from __future__ import annotations

from collections.abc import Sequence

from microblog_desktop.domain.ids import MessageKey, PersonId, PostKey
from microblog_desktop.domain.rules.marked_text import shown_text
from microblog_desktop.domain.rules.search_marks import Looker, snippet
from microblog_desktop.domain.rules.search_words import folded
from microblog_desktop.domain.search import (
    Findings,
    FoundDraft,
    FoundMessage,
    FoundPerson,
    FoundUpTo,
    Range,
    SearchQuery,
)
from microblog_desktop.domain.values import dataclass
from microblog_desktop.store.account.search.docs import Kind, key_of
from microblog_desktop.store.account.search.expression import expression, is_approximate
from microblog_desktop.store.account.search.matching import RANKED, Matches, Matching, Rows
from microblog_desktop.store.sqlite.columns import flag, for_like, key_list, micros, moment, text, text_or_none, whole

MOST_MESSAGES = 30
MOST_PEOPLE = 20
MOST_DRAFTS = 20
_RANKED_PEOPLE = 100
_MOST_AUTHORS = 50

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
# The index knows where words begin. Nobody waits for this one: it looks at everybody, in the thread of the search.
_INSIDE = (
    "SELECT id FROM person WHERE username LIKE '%' || ?1 ESCAPE '!' OR name LIKE '%' || ?1 ESCAPE '!' "
    "ORDER BY (username LIKE ?1 ESCAPE '!' OR name LIKE ?1 ESCAPE '!') DESC, you_follow DESC, followers DESC, username "
    "LIMIT ?2"
)
_UNBUILT = "SELECT 1 FROM search_unbuilt LIMIT 1"


@dataclass(frozen=True, slots=True)
class _Hit:
    score: int
    created_at: int
    key: PostKey


class Finder:
    """Answers searches from one connection; raises `StoreError`, and whatever the connection says to an interrupt."""

    def __init__(self, db: Rows) -> None:
        self._db = db
        self._matching = Matching(db)

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
        """The posts that follow on `place`, by time."""
        authors = self._authors(query)
        if query.is_blank or authors is None:
            return Findings()
        wanted = expression(query, authors, begins=place.beginnings)
        newest = self._matching.newest(wanted, Kind.POST, older_than=(micros(place.created_at), place.key))
        hits = sorted(self._hits(query, newest.rows), key=lambda hit: (hit.created_at, hit.key), reverse=True)
        return Findings(posts=tuple(hit.key for hit in hits), older=_end(newest, beginnings=place.beginnings))

    def find_people(self, query: SearchQuery) -> Findings:
        """Only people, by parts of name and user name: what they say of themselves is no name."""
        found = self._people(query) if query.terms and not query.authors else ()
        named = [one for one in found if one.name_ranges or one.username_ranges]
        known = {one.person for one in named}
        inside = [FoundPerson(person, (), (), None) for person in self._with_inside(query) if person not in known]
        return Findings(people=(*named, *inside)[:MOST_PEOPLE], is_whole=not self._db.rows(_UNBUILT))

    def _with_inside(self, query: SearchQuery) -> list[PersonId]:
        """People with a single word or a part of it anywhere in their names; those whose names begin so first."""
        words = [part.text for term in query.terms for part in term]
        if len(words) != 1 or query.authors:
            return []
        return [PersonId(text(row[0])) for row in self._db.rows(_INSIDE, (f"{for_like(words[0])}%", MOST_PEOPLE))]

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

    def _newest(
        self, query: SearchQuery, authors: list[list[PersonId]], kind: Kind, limit: int
    ) -> tuple[Matches, bool]:
        """The newest matches, and whether words that only begin so were needed."""
        whole_words = self._matching.newest(expression(query, authors, begins=False), kind, limit)
        if whole_words.has_more or not (query.terms or query.tags):
            return whole_words, False
        begun = self._matching.newest(expression(query, authors, begins=True), kind, limit)
        known = set(whole_words.rows)
        others = [row for row in begun.rows if row not in known]
        room = max(0, limit - len(known))
        return Matches((*whole_words.rows, *others[:room]), begun.has_more or len(others) > room), True

    def _posts(self, query: SearchQuery, authors: list[list[PersonId]]) -> tuple[tuple[PostKey, ...], FoundUpTo | None]:
        newest, beginnings = self._newest(query, authors, Kind.POST, RANKED)
        hits = sorted(
            self._hits(query, newest.rows), key=lambda hit: (hit.score, hit.created_at, hit.key), reverse=True
        )
        return tuple(hit.key for hit in hits), _end(newest, beginnings=beginnings)

    def _hits(self, query: SearchQuery, rows: Sequence[tuple[int, int]]) -> list[_Hit]:
        """What the posts weigh."""
        looker, must_look = Looker(query), is_approximate(query)
        hits = []
        keys = key_list(key for _, key in rows)
        for key, body, created_at in self._db.rows(_POSTS, (keys,)):
            weight = looker.weigh(text(body))
            if weight.is_whole or not must_look:
                hits.append(_Hit(weight.score, whole(created_at), PostKey(whole(key))))
        return hits

    def _messages(self, query: SearchQuery, authors: list[list[PersonId]]) -> tuple[FoundMessage, ...]:
        newest, _ = self._newest(query, authors, Kind.MESSAGE, MOST_MESSAGES)
        keys = key_list(key for _, key in newest.rows)
        looker, must_look = Looker(query), is_approximate(query)
        found = []
        for key, person, is_mine, body, created_at in self._db.rows(_MESSAGES, (keys,)):
            shown = shown_text(text(body))
            weight = looker.weigh(shown)
            if must_look and not weight.is_whole:
                continue
            message = FoundMessage(
                MessageKey(whole(key)),
                PersonId(text(person)),
                flag(is_mine),
                moment(created_at),
                snippet(shown, looker.look(shown)),
            )
            found.append((weight.score, whole(created_at), message))
        found.sort(key=lambda one: one[:2], reverse=True)
        return tuple(message for _, _, message in found)

    def _people(self, query: SearchQuery) -> tuple[FoundPerson, ...]:
        docs = self._matching.docs(expression(query, [], begins=True), Kind.PERSON.docs, _RANKED_PEOPLE)
        looker = Looker(query)
        found = []
        for id, username, name, about_me, you_follow, followers in self._db.rows(_PEOPLE, (_numbers(docs),)):
            in_username, in_name = looker.look(text(username)), looker.look(text(name))
            about = shown_text(text_or_none(about_me) or "")
            in_about = looker.look(about)
            person = FoundPerson(
                PersonId(text(id)),
                in_name,
                in_username,
                snippet(about, in_about) if in_about else None,
            )
            rank = _rank_of_person(text(username), in_username, in_name, query)
            found.append(((rank, bool(you_follow), followers or 0, len(in_about), text(username)), person))
        found.sort(key=lambda one: one[0], reverse=True)
        return tuple(person for _, person in found[:MOST_PEOPLE])

    def _drafts(self, query: SearchQuery) -> tuple[FoundDraft, ...]:
        docs = self._matching.docs(expression(query, [], begins=True), Kind.DRAFT.docs, MOST_DRAFTS)
        looker = Looker(query)
        found = []
        for name, body, saved_at in self._db.rows(_DRAFTS, (_numbers(docs),)):
            shown = shown_text(text(body))
            draft = FoundDraft(text(name), snippet(shown, looker.look(shown)))
            found.append((looker.weigh(shown).score, whole(saved_at), draft))
        found.sort(key=lambda one: one[:2], reverse=True)
        return tuple(draft for _, _, draft in found)


def _numbers(docs: Sequence[int]) -> str:
    return key_list(map(key_of, docs))


def _end(newest: Matches, *, beginnings: bool) -> FoundUpTo | None:
    """Where the list goes on."""
    if not newest.has_more:
        return None
    created_at, key = min(newest.rows)
    return FoundUpTo(moment(created_at), PostKey(key), beginnings)


def _rank_of_person(username: str, in_username: Sequence[Range], in_name: Sequence[Range], query: SearchQuery) -> int:
    """Whose user name it is comes first, then whose it begins, then the name, then what they say of themselves."""
    typed = "".join(part.text for term in query.terms for part in term)
    plain = folded(username)
    if plain == typed:
        return 4
    if typed and plain.startswith(typed):
        return 3
    return 2 if in_username else 1 if in_name else 0
