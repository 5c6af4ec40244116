"""A large site on PostgreSQL and Redis with two workers: pages, posts, search, live events, beside a bare endpoint.

A million posts by 50,000 people, and a reader who follows a thousand of them; and the same with a tenth, to see what
grows. The numbers of the reader and of a site ten times smaller are the only difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.figures import Figure
from benchmarks.serving import load, site, streams
from benchmarks.serving.filling import TOKEN, Site
from benchmarks.serving.load import Load, Requests
from tests.server.cluster import Cluster
from tests.server.redis_process import RedisProcess

_SMALL, _LARGE = Site(posts=100_000, people=5_000), Site(posts=1_000_000, people=50_000)
_WORKERS = 2
_SECONDS = 8.0
_STREAMS, _FOLLOWERS = 5000, 100
_HELLO_PORT = 18_233
_GROWTH = 1.3

_HOME = Requests(["/api/timeline?limit=25"])
_POST = Requests(["/api/posts"], "POST", '{"body": "a post about kettles and lanterns, the one with the number {n}"}')
# A common word, two of them, a beginning, a phrase, and words that hardly anybody wrote.
_SEARCH = Requests(
    [
        f"/api/search?type=posts&q={query}"
        for query in ("harbour", "lantern+winter", "ket*", "%22silver+pepper%22", "12345", "77777+castle", "nowhere")
    ]
)


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
        hello = load.put(Requests(["/hello"]), url=url, token="", connections=16, seconds=_SECONDS)
        quiet_hello = load.put(Requests(["/hello"]), url=url, token="", connections=2, seconds=_SECONDS)
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
            return load.put(requests, url=url, token=TOKEN, connections=connections, seconds=seconds)

        for requests in (_HOME, _POST, _SEARCH):
            put(requests, 4, 2.0)
        return _Measured(put(_HOME, 2), put(_HOME, 16), put(_POST, 2), put(_POST, 32), put(_SEARCH, 2))


def _growth(small: Load, large: Load) -> float:
    """Of the time that one request takes."""
    return small.per_s / large.per_s
