"""Turn the texts into about two thousand posts with times, likes and reposts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from microblog_server.demo.circles import SIGNED_IN, SUSAN_FOLLOWS, Member
from microblog_server.demo.dice import Dice
from microblog_server.demo.manuscript import Line, Reactions, Series, Texts, Thread, parse_line, read
from microblog_server.demo.model import DemoPost
from microblog_server.demo.rhythm import DAY, HOUR, SPAN, gaps, moment
from microblog_server.demo.series import compose

# How many posts each language has in the end; reactions fill up what threads and diaries leave.
QUOTAS = {"en": 960, "ko": 400, "es": 195, "de": 195, "ja": 175, "ar": 125}
# Whoever susan follows is silent from here on, so that `newest.txt` stands on top of her Home.
_QUIET = 3 * HOUR + 10 * 60
_DAYS = SPAN // DAY
_BY_NAME = 0.22
# What points elsewhere wants an answer to just that, not one that fits every post.
_LINK_OR_NAME = re.compile(r"https://|@")


@dataclass(slots=True)
class _Draft:
    """A post before it has its likes."""

    line: Line
    topic: str
    age: int
    parent: _Draft | None = None
    likes: int | None = None
    reposts: int | None = None
    key: str = field(default="", init=False)


def draw_posts(texts: Texts, members: tuple[Member, ...], dice: Dice) -> tuple[DemoPost, ...]:
    by_name = {member.username: member for member in members}
    drafts = _newest()
    for thread in texts.threads:
        drafts.extend(_thread(thread, by_name, dice))
    for series in texts.series:
        drafts.extend(_diary(series, by_name, dice))
    drafts.extend(_reactions(texts.reactions, drafts, members, dice))
    drafts.sort(key=lambda draft: (-draft.age, draft.line.author))
    for number, draft in enumerate(drafts, start=1):
        draft.key = f"post-{number:04}"
    names = [member.username for member in members]
    return tuple(_finished(draft, names, dice) for draft in drafts)


def _newest() -> list[_Draft]:
    drafts: list[_Draft] = []
    root: _Draft | None = None
    for text in read("newest.txt").splitlines():
        figures, _, post = text.partition(" | ")
        age, likes, reposts = (int(figure) for figure in figures.split())
        line = parse_line(post, "en")
        draft = _Draft(line, "newest", age, root if line.depth else None, likes, reposts)
        root = root if line.depth else draft
        drafts.append(draft)
    return drafts


def _thread(thread: Thread, by_name: dict[str, Member], dice: Dice) -> list[_Draft]:
    first = thread.lines[0]
    member = by_name[first.author]
    newest = 5 * HOUR if len(thread.lines) > 1 else _newest_of(first.author)
    oldest = SPAN
    if thread.days_ago is not None:
        newest, oldest = thread.days_ago * DAY, (thread.days_ago + 1) * DAY - 1
    age = moment(dice, utc_offset_h=member.utc_offset_h, hours=thread.hours, newest=newest, oldest=oldest)
    root = above = _Draft(first, thread.topic, age)
    drafts = [root]
    pauses = gaps(dice, len(thread.lines) - 1, age - _QUIET)
    for line, pause in zip(thread.lines[1:], pauses, strict=True):
        age -= pause
        parent = root if line.depth == 1 else above
        above = _Draft(_addressed(line, parent.line.author, dice), thread.topic, age, parent)
        drafts.append(above)
    return drafts


def _addressed(line: Line, to: str, dice: Dice) -> Line:
    """Let some answers begin with the name of whom they answer."""
    if line.author == to or "@" in line.body or dice.fraction() > _BY_NAME:
        return line
    return replace(line, body=f"@{to} {line.body}")


def _diary(series: Series, by_name: dict[str, Member], dice: Dice) -> list[_Draft]:
    """Spread a diary evenly, a few lines a day at the person's own hours."""
    offset = by_name[series.author].utc_offset_h
    drafts = []
    for number, body in enumerate(compose(series, dice)):
        # Day 0 has lost its newest hours to `newest.txt`, and with them somebody's morning.
        day = 1 + number * (_DAYS - 1) // series.count
        age = moment(dice, utc_offset_h=offset, hours=series.hours, newest=day * DAY, oldest=(day + 1) * DAY - 1)
        drafts.append(_Draft(Line(series.author, body, series.language, 0), series.topic, age))
    return drafts


def _reactions(
    pools: tuple[Reactions, ...], drafts: list[_Draft], members: tuple[Member, ...], dice: Dice
) -> list[_Draft]:
    """Answer posts that nobody has answered, until each language has its quota."""
    counts = Counter(draft.line.language for draft in drafts)
    answered = {id(draft.parent) for draft in drafts}
    used = {draft.line.body for draft in drafts}
    found: list[_Draft] = []
    for language, quota in QUOTAS.items():
        fitting = {pool.topic: pool.bodies for pool in pools if pool.language == language}
        open_posts = [
            draft
            for draft in drafts
            if draft.line.language == language
            and draft.parent is None
            and id(draft) not in answered
            and draft.age > 5 * HOUR
            and not _LINK_OR_NAME.search(draft.line.body)
            and (draft.topic in fitting or "any" in fitting)
        ]
        missing = quota - counts[language]
        while missing > 0:
            post = dice.pick(open_posts)
            bodies = fitting.get(post.topic) or fitting["any"]
            reaction = _reaction(post, bodies, members, used, dice)
            if reaction is not None:
                found.append(reaction)
                used.add(reaction.line.body)
                missing -= 1
    return found


def _reaction(
    post: _Draft, bodies: tuple[str, ...], members: tuple[Member, ...], used: set[str], dice: Dice
) -> _Draft | None:
    """Let somebody who speaks the language answer, by name if the words were said before."""
    language = post.line.language
    strangers = (post.line.author, SIGNED_IN)
    speakers = [member.username for member in members if language in member.speaks and member.username not in strangers]
    body = dice.pick(bodies)
    if body in used:
        body = f"@{post.line.author} {body}"
    if body in used:
        return None
    age = post.age - gaps(dice, 1, post.age - _QUIET)[0]
    return _Draft(Line(dice.pick(speakers), body, language, 1), post.topic, age, post)


def _finished(draft: _Draft, names: list[str], dice: Dice) -> DemoPost:
    others = [name for name in names if name != draft.line.author]
    # A few posts are liked by many, most by a handful, answers by fewer still.
    crowd = 26 if draft.parent is None else 9
    likes = draft.likes if draft.likes is not None else int(crowd * dice.fraction() ** 2)
    reposts = draft.reposts if draft.reposts is not None else int(crowd / 4 * dice.fraction() ** 5)
    return DemoPost(
        key=draft.key,
        author=draft.line.author,
        body=draft.line.body,
        language=draft.line.language,
        seconds_ago=draft.age,
        reply_to=None if draft.parent is None else draft.parent.key,
        likes=tuple(dice.draw(others, likes)),
        reposts=tuple(dice.draw(others, reposts)),
    )


def _newest_of(author: str) -> int:
    return _QUIET if author in SUSAN_FOLLOWS or author == SIGNED_IN else 20 * 60
