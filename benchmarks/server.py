"""A large site on PostgreSQL and Redis with two workers: pages, posts, search, live events, beside a bare endpoint.

A million posts by 50,000 people, and a reader who follows a thousand of them; and the same with a tenth, to see what
grows. The numbers of the reader and of a site ten times smaller are the only difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.figures import Figure
from benchmarks.serving import load, site, streams
from benchmarks.serving.filling import WORDS, Site, token_of
from benchmarks.serving.load import Load, Requests
from tests.server.cluster import Cluster
from tests.server.redis_process import RedisProcess

_SMALL, _LARGE = Site(posts=100_000, people=5_000), Site(posts=1_000_000, people=50_000)
_WORKERS = 2
_SECONDS = 8.0
_STREAMS, _FOLLOWERS = 5000, 100
_HELLO_PORT = 18_233
_GROWTH = 1.3
_AUTHORS = range(200, 900)

_HOME = Requests(["/api/timeline?limit=25"])
_POST = Requests(["/api/posts"], "POST", '{"body": "a post about kettles and lanterns, the one with the number {n}"}')
# Common words and rare ones, two at once, a phrase, a beginning, and what is once or never there.
_QUERIES = (
    *(WORDS[place] for place in (0, 5, 50, 500, 4500)),
    f"{WORDS[1]}+{WORDS[30]}",
    f"%22{WORDS[0]}+{WORDS[1]}%22",
    f"{WORDS[40][:3]}*",
    "12345",
    "nowhere",
)
_SEARCH = Requests([f"/api/search?type=posts&q={query}" for query in _QUERIES])


@dataclass(frozen=True, slots=True)
class _Measured:
    """At two connections, where nothing waits for anything, and at as many as fill both processors."""

    home: Load
    busy_home: Load
    post: Load
    busy_post: Load
    search: Load


def measure() -> list[Figure]:
    with Cluster(site.POSTGRESQL) as cluster, RedisProcess() as redis:
        small = _measure_site(site.make(cluster, "small", _SMALL), redis.url)
        database = site.make(cluster, "large", _LARGE)
        large = _measure_site(database, redis.url)
        with site.server(database, redis.url, 1) as (url, process):
            live = streams.measure(url, process, _STREAMS, _FOLLOWERS)
    with site.hello(_WORKERS, _HELLO_PORT) as url:
        hello = load.put(Requests(["/hello"]), url=url, tokens=[""], connections=16, seconds=_SECONDS)
        quiet_hello = load.put(Requests(["/hello"]), url=url, tokens=[""], connections=2, seconds=_SECONDS)
    return [
        Figure("bare endpoint", hello.per_s, "/s"),
        Figure("home page of 25", large.busy_home.per_s, "/s", hello.per_s, floor=700.0),
        Figure("home page, p99 at two connections", large.home.p99_ms, "ms", quiet_hello.p99_ms, 20.0),
        Figure("POST /api/posts", large.busy_post.per_s, "/s", hello.per_s, floor=600.0),
        Figure("POST, p99 at two connections", large.post.p99_ms, "ms", quiet_hello.p99_ms),
        Figure("search, p99 at two connections", large.search.p99_ms, "ms", quiet_hello.p99_ms, 30.0),
        Figure("growth of home, ten times the data", _growth(small.home, large.home), "x", target=_GROWTH),
        Figure("growth of POST", _growth(small.post, large.post), "x", target=_GROWTH),
        Figure("growth of search", _growth(small.search, large.search), "x", target=_GROWTH),
        Figure(f"memory of each of {_STREAMS} streams", live.kib_each, "KiB"),
        Figure("from POST to event, p50", live.p50_ms, "ms"),
        Figure("from POST to event, p99", live.p99_ms, "ms", target=250.0),
    ]


def _measure_site(database: str, redis: str) -> _Measured:
    with site.server(database, redis, _WORKERS) as (url, _):

        def put(requests: Requests, connections: int, seconds: float = _SECONDS) -> Load:
            # Posts are by many people, each with the four or five followers that people here have.
            tokens = [token_of(person) for person in _AUTHORS] if requests is _POST else [token_of(1)]
            return load.put(requests, url=url, tokens=tokens, connections=connections, seconds=seconds)

        def warm(requests: Requests) -> Requests:
            # As many as reach both workers: each loads its model of languages with its first post.
            put(requests, 32, 2.0)
            return requests

        # Posts last: what they add is all alike, and would be the newest that a search finds.
        home, search = put(warm(_HOME), 2), put(warm(_SEARCH), 2)
        return _Measured(home, put(_HOME, 16), put(warm(_POST), 2), put(_POST, 32), search)


def _growth(small: Load, large: Load) -> float:
    """Of the time that one request takes."""
    return small.per_s / large.per_s
