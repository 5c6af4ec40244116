"""The demonstration community, `microblog_server/demo/data.py` and what it draws from."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import regex

from microblog_server.demo.circles import read_members
from microblog_server.demo.data import community
from microblog_server.demo.model import Community, DemoPost
from microblog_server.demo.rhythm import DAY, HOUR, SPAN, local_hour

LONGEST_BODY = 500
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def people() -> Community:
    return community()


@pytest.fixture(scope="module")
def names(people: Community) -> frozenset[str]:
    return frozenset(person.username for person in people.people)


def characters(body: str) -> int:
    """Count as people count: an emoji of several code points is one."""
    return len(regex.findall(r"\X", body))


def by(people: Community, author: str) -> list[DemoPost]:
    return [post for post in people.posts if post.author == author]


def test_forty_people_have_written_about_two_thousand_posts(people: Community, names: frozenset[str]) -> None:
    assert len(people.people) == len(names) == 40
    assert 1900 <= len(people.posts) <= 2100
    assert {post.author for post in people.posts} == names
    assert len({person.email for person in people.people}) == 40


def test_user_names_are_plain_and_names_are_not(people: Community) -> None:
    assert all(re.fullmatch(r"[a-z0-9_]+", person.username) for person in people.people)
    named = " ".join(person.name for person in people.people)
    for script in (r"\p{Arabic}", r"\p{Han}", r"\p{Hangul}", r"\p{Emoji_Presentation}"):
        assert regex.search(script, named), script
    assert max(characters(person.name) for person in people.people) > 60


def test_every_run_draws_the_same_community() -> None:
    assert community() == community()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_hash_seed_of_the_process_changes_nothing(hash_seed: str) -> None:
    program = (
        "import hashlib; from microblog_server.demo.data import community; "
        "print(hashlib.sha256(repr(community()).encode()).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"}
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        ).stdout
        for env in (environment, {**environment, "PYTHONHASHSEED": "0"})
    }
    assert len(printed) == 1


def test_no_post_occurs_twice(people: Community) -> None:
    for values in ([post.key for post in people.posts], [post.body for post in people.posts]):
        twice = [value for value, count in Counter(values).items() if count > 1]
        assert twice == []


def test_every_answer_is_newer_than_what_it_answers(people: Community) -> None:
    posts = {post.key: post for post in people.posts}
    answers = [post for post in people.posts if post.reply_to is not None]
    assert len(answers) > 600
    for answer in answers:
        assert answer.reply_to is not None
        assert posts[answer.reply_to].seconds_ago > answer.seconds_ago


def test_mentions_and_likes_name_people_of_the_community(people: Community, names: frozenset[str]) -> None:
    mentioned = {name for post in people.posts for name in re.findall(r"@(\w+)", post.body, re.ASCII)}
    assert mentioned <= names
    assert len(mentioned) > 25
    for post in people.posts:
        for fans in (post.likes, post.reposts):
            assert set(fans) <= names - {post.author}
            assert len(set(fans)) == len(fans)


def test_links_lead_only_to_example_hosts_and_tags_come_back(people: Community) -> None:
    hosts = Counter(host for post in people.posts for host in re.findall(r"https?://([^/\s]+)", post.body))
    assert set(hosts) == {"example.org", "example.net", "example.com", "example.edu"}
    assert hosts.total() >= 40
    tags = Counter(tag for post in people.posts for tag in re.findall(r"#(\w+)", post.body))
    assert all(tags[tag] >= 5 for tag in ("offline", "기차", "jardin", "bahn", "ローカル線", "قراءات"))


def test_six_languages_have_their_shares(people: Community) -> None:
    counts = Counter(post.language for post in people.posts)
    share = {language: count / counts.total() for language, count in counts.items()}
    assert set(share) == {"en", "ko", "es", "de", "ja", "ar"}
    assert 0.42 < share["en"] < 0.55
    assert 0.17 < share["ko"] < 0.23
    assert all(share[language] > 0.05 for language in ("es", "de", "ja", "ar"))


@pytest.mark.parametrize(
    ("language", "script"),
    [("ko", r"\p{Hangul}"), ("ja", r"[\p{Han}\p{Hiragana}\p{Katakana}]"), ("ar", r"\p{Arabic}")],
)
def test_posts_are_written_in_the_script_of_their_language(people: Community, language: str, script: str) -> None:
    strangers = [p.body for p in people.posts if p.language == language and not regex.search(script, p.body)]
    # An answer of emoji only, or a number, belongs to the language of its thread.
    assert [body for body in strangers if regex.search(r"\p{L}", body)] == []


def test_bodies_are_long_and_short_and_within_the_limit(people: Community) -> None:
    lengths = [characters(post.body) for post in people.posts]
    assert 1 <= min(lengths) <= 3
    assert 380 <= max(lengths) <= LONGEST_BODY
    assert sum("\n\n" in post.body for post in people.posts) >= 10
    assert not any(re.search(r"[{}|]|\\n|  | $|^ ", post.body) for post in people.posts)


def test_everything_happened_within_the_last_three_weeks(people: Community) -> None:
    ages = [post.seconds_ago for post in people.posts]
    assert min(ages) > 0
    assert max(ages) <= SPAN
    assert ages == sorted(ages, reverse=True)
    for day in range(SPAN // DAY):
        assert sum(day * DAY <= age < (day + 1) * DAY for age in ages) > 40


def test_people_write_by_day_and_most_in_the_morning_and_the_evening(people: Community) -> None:
    offsets = {member.username: member.utc_offset_h for member in read_members()}
    roots = [post for post in people.posts if post.reply_to is None]
    hours = Counter(local_hour(post.seconds_ago, offsets[post.author]) for post in roots)
    share = {hour: hours[hour] / len(roots) for hour in range(24)}
    assert sum(share[hour] for hour in range(5)) < 0.08
    assert sum(share[hour] for hour in (6, 7, 8, 9)) > 0.2
    assert sum(share[hour] for hour in (18, 19, 20, 21, 22)) > 0.2


def test_answers_come_in_bursts(people: Community) -> None:
    posts = {post.key: post for post in people.posts}
    waits = sorted(posts[p.reply_to].seconds_ago - p.seconds_ago for p in people.posts if p.reply_to is not None)
    assert waits[len(waits) // 2] < HOUR
    assert waits[-1] > 2 * HOUR


def test_follows_join_existing_people_once(people: Community, names: frozenset[str]) -> None:
    pairs = [(follow.follower, follow.followed) for follow in people.follows]
    assert len(set(pairs)) == len(pairs)
    assert all(follower != followed for follower, followed in pairs)
    assert {name for pair in pairs for name in pair} == names
    by_susan = {followed for follower, followed in pairs if follower == "susan"}
    assert 20 <= len(by_susan) <= 30
    assert not by_susan & {"rosa", "liam"}


def test_home_begins_as_in_the_design(people: Community) -> None:
    followed = {follow.followed for follow in people.follows if follow.follower == "susan"} | {"susan"}
    home = [post for post in reversed(people.posts) if post.author in followed][:4]
    assert [(post.author, post.seconds_ago // 60) for post in home] == [
        ("john", 2),
        ("mina", 14),
        ("david", 61),
        ("kate", 182),
    ]
    assert [len(post.likes) for post in home] == [9, 21, 12, 2]
    answers = Counter(post.reply_to for post in people.posts)
    assert [answers[post.key] for post in home] == [1, 3, 0, 5]


def test_susan_has_written_enough_to_have_a_profile(people: Community) -> None:
    mine = by(people, "susan")
    assert 60 <= len(mine) <= 110
    assert {post.language for post in mine} >= {"en", "ko"}


def test_susan_has_conversations_some_with_unread_messages(people: Community, names: frozenset[str]) -> None:
    partners: dict[str, list[str]] = {}
    for message in people.messages:
        assert {message.sender, message.recipient} <= names
        assert "susan" in (message.sender, message.recipient)
        assert message.sender != message.recipient
        partner = message.recipient if message.sender == "susan" else message.sender
        partners.setdefault(partner, []).append(message.body)
    assert 6 <= len(partners) <= 9
    assert {"john", "mina", "david", "kate"} <= set(partners)
    assert partners["john"][-1] == "See you at the station"
    assert max(len(bodies) for bodies in partners.values()) >= 20
    unread = Counter(message.sender for message in people.messages if not message.read)
    assert unread["mina"] == 2
    assert "susan" not in unread
    assert max(characters(message.body) for message in people.messages) > 400


def test_unread_messages_are_the_last_of_their_conversation(people: Community) -> None:
    waiting: set[str] = set()
    for message in people.messages:
        if message.read:
            assert message.sender not in waiting
            assert message.recipient not in waiting
        else:
            waiting.add(message.sender)


def test_messages_are_in_order_and_in_the_past(people: Community) -> None:
    ages = [message.seconds_ago for message in people.messages]
    assert ages == sorted(ages, reverse=True)
    assert 0 < min(ages) < max(ages) < SPAN


def test_live_lines_are_new_and_said_by_many(people: Community, names: frozenset[str]) -> None:
    assert 75 <= len(people.live_lines) <= 95
    assert {line.author for line in people.live_lines} <= names - {"susan"}
    assert len({line.author for line in people.live_lines}) > 30
    assert {line.language for line in people.live_lines} == {"en", "ko", "es", "de", "ja", "ar"}
    bodies = {line.body for line in people.live_lines}
    assert len(bodies) == len(people.live_lines)
    assert not bodies & {post.body for post in people.posts}


def test_the_community_is_drawn_in_a_blink() -> None:
    started = time.process_time()
    community()
    assert time.process_time() - started < 0.3
