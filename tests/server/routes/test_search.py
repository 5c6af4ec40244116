"""Search over the wire, on both databases (microblog_server/routes/search.py and microblog_server/search/)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from microblog_server.search import ranking
from tests.server.client import Json, Person, Visitors


async def _bodies(person: Person, q: str) -> list[str]:
    return await person.bodies("/api/search", q=q, type="posts")


async def _names(person: Person, q: str) -> list[str]:
    answer = await person.get("/api/search", q=q, type="people")
    assert answer.status_code == 200, answer.text
    return [item["username"] for item in answer.json()["items"]]


async def _pages(person: Person, q: str, *, limit: int, kind: str = "posts") -> list[list[Json]]:
    """All pages by `older`, each item once asked for."""
    answer = (await person.get("/api/search", q=q, type=kind, limit=limit)).json()
    pages = [answer["items"]]
    while answer["_links"]["older"]:
        answer = (await person.get(answer["_links"]["older"])).json()
        pages.append(answer["items"])
    return pages


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("오늘 한강에 갔다", "한강"),
        ("오늘 한강에 갔다", "강"),
        ("오늘 한강에 갔다", "강에"),
        ("오늘은 한강", "한강"),
        ("남한강변 산책", "한강변"),
        ("東京都に行く", "東京"),
        ("東京都に行く", "京都"),
        ("東京都に行く", "都"),
        ("夕方のバスは混む", "バス"),
        ("我在北京工作", "北京"),
        ("3월에 만나요", "3월"),
        ("ﾊﾞｽに乗る", "バス"),
        ("Das CAFÉ in der Größe", "cafe grosse"),
        ("das cafe", "CAFÉ"),
        ("İstanbul'da", "istanbul"),
        ("أحمد كتب كِتَابًا", "احمد"),
        ("We walked along the rivers", "river"),
        ("We walked along the rivers", "riv*"),
        ("We walked along the rivers", "rive"),
        ("We go to-gotham", "to-got"),
        ("올해 12월에 만나요", "12월"),
        ("Fresh black coffee", '"black coffee"'),
        ("한강 공원에서", '"한강 공원"'),
        ("on my way #Trains", "#trains"),
        ("산책 #강아지 좋아", "#강아지"),
        ("so tired 😂", "😂"),
        ("don’t", "don't"),
        ("snake_case and to-go", "to-go snake_case"),
    ],
)
async def test_what_is_found(susan: Person, body: str, typed: str) -> None:
    await susan.write("밤바다 and other things, 大阪")
    await susan.write(body)
    assert await _bodies(susan, typed) == [body]


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("한 강", "한강"),
        ("3일, 월요일", "3월"),
        ("tea 3 ... 월", "3월 coffee"),
        ("black, then coffee", '"black coffee"'),
        ("black coffee", '"black cof"'),
        ("trains without a tag", "#trains"),
        ("#trainspotting", "#trains"),
        ("tea", "tea coffee"),
        ("there", "th"),
        ("category", "cat_"),
    ],
)
async def test_what_is_not_found(susan: Person, body: str, typed: str) -> None:
    await susan.write(body)
    assert await _bodies(susan, typed) == []


async def test_the_author_can_be_named(susan: Person, john: Person) -> None:
    await susan.write("tea at home")
    await john.write("tea outside")
    await john.write("coffee")
    assert await _bodies(susan, "from:john tea") == ["tea outside"]
    assert await _bodies(susan, "FROM:@John") == ["coffee", "tea outside"]
    assert await _bodies(susan, "from:nobody tea") == []
    assert await _bodies(susan, "from:john@example.org") == []


async def test_an_edited_post_is_found_by_its_new_words_only(susan: Person) -> None:
    id = await susan.write("한강 산책")
    await susan.put(f"/api/posts/{id}", {"body": "바다 산책"})
    assert await _bodies(susan, "한강") == []
    assert await _bodies(susan, "바다") == ["바다 산책"]


async def test_a_deleted_post_is_not_found(susan: Person) -> None:
    id = await susan.write("gone soon")
    await susan.write("gone later")
    await susan.delete(f"/api/posts/{id}")
    assert await _bodies(susan, "gone") == ["gone later"]


async def test_the_best_comes_first_and_among_equals_the_newest(susan: Person) -> None:
    for body in ("black coffee", "tea one", "coffee in a black cup with much else around it", "tea two"):
        await susan.write(body)
    assert (await _bodies(susan, "black coffee"))[0] == "black coffee"
    assert await _bodies(susan, "tea") == ["tea two", "tea one"]


async def test_whole_words_come_before_beginnings(susan: Person) -> None:
    for body in ("a river", "all rivers", "riverside"):
        await susan.write(body)
    assert (await _bodies(susan, "river"))[0] == "a river"
    assert set(await _bodies(susan, "river")) == {"a river", "all rivers", "riverside"}


async def test_people_are_found_by_their_names_and_what_they_say(visitors: Visitors, susan: Person) -> None:
    jane = await visitors.sign_up("mary-jane")
    await jane.put(f"/api/users/{jane.id}", {"name": "제인 리", "about_me": "기차와 Café #trains"})
    await visitors.sign_up("mary")
    for typed in ("제인", "인", "cafe", "기차", "#trains", "@mary-jane", "jan"):
        assert await _names(susan, typed) == ["mary-jane"], typed
    assert await _names(susan, "mary") == ["mary", "mary-jane"]
    assert await _names(susan, "example.org") == []
    assert await _names(susan, "from:susan") == []


async def test_a_renamed_person_is_found_by_the_new_name(susan: Person) -> None:
    await susan.put(f"/api/users/{susan.id}", {"username": "suzanne", "name": "Suzanne"})
    assert await _names(susan, "susan") == []
    assert await _names(susan, "suzanne") == ["suzanne"]


async def test_both_kinds_are_answered_by_name(susan: Person, john: Person) -> None:
    await john.write("Hello Susan")
    both = (await susan.get("/api/search", q="susan")).json()
    assert [item["body"] for item in both["posts"]["items"]] == ["Hello Susan"]
    assert [item["username"] for item in both["people"]["items"]] == ["susan"]
    alone = (await susan.get("/api/search", q="susan", type="posts")).json()
    assert alone == both["posts"]


@pytest.mark.parametrize("ranked", [3, 200])
async def test_pages_neither_skip_nor_repeat_while_posts_come_and_go(
    susan: Person, monkeypatch: pytest.MonkeyPatch, ranked: int
) -> None:
    monkeypatch.setattr(ranking, "_RANKED", ranked)
    ids = [await susan.write("tea " * (1 + number % 3) + str(number)) for number in range(12)]
    answer = (await susan.get("/api/search", q="tea", type="posts", limit=2)).json()
    seen = [item["id"] for item in answer["items"]]
    gone = [id for id in ids if id not in seen][::4]
    for id in gone:
        await susan.delete(f"/api/posts/{id}")
    await susan.write("tea tea tea, newer than the search")
    while answer["_links"]["older"]:
        answer = (await susan.get(answer["_links"]["older"])).json()
        seen += [item["id"] for item in answer["items"]]
    assert len(seen) == len(set(seen))
    assert set(seen) == set(ids) - set(gone)
    back = (
        await susan.get("/api/search", q="tea", type="posts", after=answer["items"][-1]["cursor"], limit=100)
    ).json()
    assert [item["id"] for item in back["items"]] == [id for id in seen[:-1] if id not in gone]
    assert back["_meta"]["has_more"] is False


@pytest.mark.parametrize("ranked", [3, 200])
async def test_a_page_can_be_gone_back_to(susan: Person, monkeypatch: pytest.MonkeyPatch, ranked: int) -> None:
    monkeypatch.setattr(ranking, "_RANKED", ranked)
    for number in range(9):
        await susan.write("coffee " * (1 + number % 2) + f"coffees {number}")
    pages = await _pages(susan, "coffee", limit=2)
    assert [len(page) for page in pages] == [2, 2, 2, 2, 1]
    orders = [item["order"] for page in pages for item in page]
    assert orders == sorted(orders, reverse=True)
    for above, page in pairwise(pages):
        answer = await susan.get("/api/search", q="coffee", type="posts", after=page[0]["cursor"], limit=2)
        assert [item["id"] for item in answer.json()["items"]] == [item["id"] for item in above]


async def test_whole_words_older_than_the_ranked_part_stay_above_beginnings(
    susan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_RANKED", 3)
    for number in range(9):
        await susan.write("river" if number == 1 else f"rivers {number}")
    found = [item["body"] for page in await _pages(susan, "river", limit=2) for item in page]
    assert found[0] == "river"
    assert len(found) == len(set(found)) == 9


async def test_a_name_that_many_share_is_found_by_who_has_just_that(
    visitors: Visitors, susan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_RANKED", 2)
    for name in ("kim", "kim-a", "kim-b", "kim-c", "kim-d"):
        await visitors.sign_up(name)
    pages = await _pages(susan, "kim", limit=2, kind="people")
    names = [item["username"] for page in pages for item in page]
    assert names[0] == "kim"
    assert sorted(names) == ["kim", "kim-a", "kim-b", "kim-c", "kim-d"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        '"',
        "'",
        "\0",
        "a\0b",
        "from:",
        "from:\0",
        'from:"x" "',
        "from:a'--",
        "NEAR(a b, 5) OR NOT AND (",
        "words : * ^ {a b} - x",
        "a & | ! <-> :* 'x",
        "\\ \\' %s :x $1 ?",
        "\ud83d\ude00 \u202e \ufeff",
        "*" * 400,
        "(" * 500,
        "가" * 500,
        "a" * 500,
        '"' + "a " * 240,
        "ㅋㅋㅋㅋ ㅠㅠ",
        "ٱلسَّلَامُ عَلَيْكُمْ",
    ],
)
async def test_whatever_is_typed_is_answered(susan: Person, typed: str) -> None:
    await susan.write("a x words :* & | ! ' \" \\ 가")
    clean = typed.encode("utf-16", "surrogatepass").decode("utf-16")
    assert (await susan.get("/api/search", q=clean)).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "a" * 501},
        {"q": "x" * 10_000},
        {"q": " ".join(f"w{number}" for number in range(33))},
        {"q": "a", "type": "messages"},
        {"q": "a", "limit": "0"},
        {"q": "a", "type": "posts", "before": "rubbish"},
        {"q": "a", "type": "posts", "after": ""},
    ],
)
async def test_bad_searches_are_refused(susan: Person, query: dict[str, str]) -> None:
    answer = await susan.get("/api/search", **query)
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) <= {"q", "type", "limit", "before", "after"}


async def test_a_cursor_is_good_for_its_own_list_only(susan: Person) -> None:
    await susan.write("tea")
    cursor = (await susan.get("/api/search", q="tea", type="posts")).json()["items"][0]["cursor"]
    for query in (
        {"q": "coffee", "type": "posts", "before": cursor},
        {"q": "tea", "type": "people", "before": cursor},
        {"q": "tea", "before": cursor},
        {"q": "tea", "type": "posts", "before": cursor, "after": cursor},
    ):
        assert (await susan.get("/api/search", **query)).status_code == 400
    assert await susan.bodies("/api/search", q="tea", type="posts", before=cursor) == []


async def test_search_is_for_people_who_are_signed_in(visitors: Visitors) -> None:
    assert (await visitors.http.get("/api/search", params={"q": "tea"})).status_code == 401
    assert (await visitors.http.get("/api")).json()["_links"]["search"] == "/api/search"
