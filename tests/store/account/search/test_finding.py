"""What is found, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog_desktop.commands import messaging, posting
from microblog_desktop.domain.ids import PersonId
from microblog_desktop.domain.people.person import Person
from microblog_desktop.domain.rules.search_query import parse
from microblog_desktop.domain.search import Findings
from microblog_desktop.store.account.search.finding import Finder
from microblog_desktop.store.account.search.matching import RANKED
from tests.store.world import JOHN, NOON, SUSAN, World, entry, post

TEXTS = (
    "오늘 한강에서 자전거를 탔어요 #한강",
    "한국어로 쓰는 글",
    "東京都の朝ごはん",
    "The heron waits at the old canal. #Birds",
    "Herons fly south",
    "Café con leche en la panadería",
    "ｆｕｌｌ ｗｉｄｔｈ",
    "صباح الخير من الميناء القديم",
    "K팝송 듣는 중 🚲",
)


def fill(world: World, *texts: str) -> None:
    world.refresh(*(entry(n, of=post(n, body=text)) for n, text in reversed(list(enumerate(texts, start=1)))))


def find(world: World, typed: str) -> Findings:
    return Finder(world.store.db).find(parse(typed))


def bodies(world: World, findings: Findings) -> list[str]:
    stored = world.store.posts.get_all(findings.posts)
    return [stored[one].body for one in findings.posts]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("한강", [0]),
        ("강에", [0]),
        ("강", [0]),
        ("한", [1, 0]),
        ("국어", [1]),
        ("東京", [2]),
        ("京都", [2]),
        ("朝", [2]),
        ("ごはん", [2]),
        ("heron", [3, 4]),
        ("HERONS", [4]),
        ("he", [4, 3]),
        ("her", [4, 3]),
        ("hero", [4, 3]),
        ("heron canal", [3]),
        ("canal heron", [3]),
        ('"old canal"', [3]),
        ('"canal old"', []),
        ("cafe", [5]),
        ("PANADERIA", [5]),
        ("full width", [6]),
        ("الخير", [7]),
        ("k팝", [8]),
        ("🚲", [8]),
        ("#birds", [3]),
        ("#bir", [3]),
        ("#한강", [0]),
        ("#heron", []),
        ("한강 자전거", [0]),
        ("heron 한강", []),
        ("from:john heron", [3, 4]),
        ("from:jo heron", [3, 4]),
        ("from:susan heron", []),
        ("from:nobody", []),
        ("!?", []),
    ],
)
def test_posts_are_found_by_their_words(world: World, typed: str, expected: list[int]) -> None:
    fill(world, *TEXTS)
    assert sorted(bodies(world, find(world, typed))) == sorted(TEXTS[n] for n in expected)


def test_whole_words_stand_before_beginnings_and_newer_posts_before_older_ones(world: World) -> None:
    fill(world, "herons here", "a heron here", "heron heron", "a heron then")
    assert bodies(world, find(world, "heron")) == ["heron heron", "a heron then", "a heron here", "herons here"]


def test_the_newest_matches_are_ranked_and_the_older_ones_follow_by_time(world: World) -> None:
    texts = [f"heron number {number}" for number in range(RANKED + 50)]
    fill(world, *texts)
    first = find(world, "heron")
    assert bodies(world, first) == texts[: -RANKED - 1 : -1]
    assert first.older is not None
    second = Finder(world.store.db).find_older(parse("heron"), first.older)
    assert bodies(world, second) == texts[-RANKED - 1 :: -1]
    assert second.older is None


def test_newest_means_when_it_was_written_and_not_when_it_came(world: World) -> None:
    days = [NOON - timedelta(days=number) for number in (3, 900, 1, 40)]
    world.refresh(
        *(
            entry(100 - n, of=post(100 - n, body=f"heron {n}", created_at=created_at))
            for n, created_at in enumerate(days)
        )
    )
    assert bodies(world, find(world, "heron")) == ["heron 2", "heron 0", "heron 3", "heron 1"]


def test_messages_people_and_drafts_are_found_too(world: World) -> None:
    messaging.send(world.store, JOHN.id, "the heron is back", now=NOON)
    world.save_people(
        Person(PersonId("5"), "heron_fan", "Ana"), Person(PersonId("6"), "b", "B", about_me="grey herons")
    )
    with world.store.transaction():
        world.store.drafts.save("home", "about a heron", None, NOON)
    found = find(world, "heron")
    assert [(one.person, one.is_mine, one.snippet.text) for one in found.messages] == [
        (JOHN.id, True, "the heron is back")
    ]
    assert [one.person for one in found.people] == ["5", "6"]
    assert found.people[1].about_me is not None
    assert [one.name for one in found.drafts] == ["home"]
    assert find(world, "from:susan heron").messages == found.messages
    assert find(world, "from:john heron").messages == ()


def test_the_person_whose_user_name_it_is_comes_first(world: World) -> None:
    world.save_people(
        Person(PersonId("5"), "marianne", "M", you_follow=True, followers=9),
        Person(PersonId("6"), "maria", "M", followers=1),
        Person(PersonId("7"), "x", "Maria", followers=5),
        Person(PersonId("8"), "y", "Y", about_me="Friend of Maria", followers=50),
    )
    assert [one.person for one in find(world, "maria").people] == ["6", "5", "7", "8"]
    assert [one.person for one in find(world, "mari").people] == ["5", "6", "7", "8"]


def test_my_own_undelivered_post_is_found(world: World) -> None:
    key = posting.publish(world.store, "seen: @john and the heron", now=NOON, undo_s=5, draft="home")
    assert find(world, "heron").posts == (key,)


@pytest.mark.parametrize(
    ("typed", "expected"), [('"at the old c', [3]), ('"the o', [3]), ('"the h', [3]), ('"heron c', [])]
)
def test_a_phrase_is_found_while_its_last_word_is_typed(world: World, typed: str, expected: list[int]) -> None:
    fill(world, *TEXTS)
    assert bodies(world, find(world, typed)) == [TEXTS[n] for n in expected]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.text(alphabet='"*()^:-+{}#@ 한강heronANDORNOT', max_size=30)))
def test_nothing_that_is_typed_raises(world: World, typed: str) -> None:
    if not world.keys():
        fill(world, *TEXTS)
    find(world, typed)


UNSPACED = ("오늘한강에서자전거를", "東京都の朝ごはん", "สวัสดีครับ")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(UNSPACED), st.data())
def test_every_part_of_a_word_without_blanks_finds_its_text(world: World, word: str, data: st.DataObject) -> None:
    if not world.keys():
        fill(world, *UNSPACED)
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + 1, len(word)))
    assert word in bodies(world, find(world, word[start:end]))


def test_a_text_of_susan_is_hers(world: World) -> None:
    world.refresh(entry(1, of=post(1, SUSAN, "heron")), entry(2, of=post(2, JOHN, "heron")))
    assert len(find(world, "from:susan").posts) == 1


def test_people_are_found_by_parts_of_their_names_the_beginnings_first(world: World) -> None:
    said = ("has met lena", "milena", "helena", "lena")
    world.save_people(
        *(Person(PersonId(str(n)), name.replace(" ", "_"), name.title()) for n, name in enumerate(said, start=50)),
        Person(PersonId("60"), "zoe", "Zoe", about_me="a friend of lena"),
    )
    found = [one.person for one in Finder(world.store.db).find_people(parse("lena")).people]
    assert found[:2] == ["53", "50"], "whose user name it is, then in whose name a word begins so"
    assert set(found[2:]) == {"51", "52"}
    assert Finder(world.store.db).find_people(parse("l")).people[0].person == "53"
    assert Finder(world.store.db).find_people(parse("from:lena")).people == ()
