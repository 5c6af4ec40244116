"""Give susan her conversations: several sittings each, a few lines still unread."""

from __future__ import annotations

import re
from itertools import groupby

from microblog_server.demo.circles import SIGNED_IN
from microblog_server.demo.dice import Dice
from microblog_server.demo.manuscript import sections
from microblog_server.demo.model import DemoMessage
from microblog_server.demo.rhythm import HOUR

_LINE = re.compile(r"(! )?([a-z0-9_]+): (.+)")


def draw_messages(dice: Dice) -> tuple[DemoMessage, ...]:
    messages: list[DemoMessage] = []
    for partner, lines in sections("messages.txt"):
        age = 0
        for starts, sitting in groupby(lines, key=lambda line: line.startswith("-- ")):
            if starts:
                age = int(float(next(sitting)[3:]) * HOUR)
                continue
            for line in sitting:
                messages.append(_message(line, partner, age))
                # People answer within minutes, and faster when they have just begun.
                age -= dice.between(15, 260)
    return tuple(sorted(messages, key=lambda message: -message.seconds_ago))


def _message(line: str, partner: str, age: int) -> DemoMessage:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"Not a message: {line!r}")
    unread, sender, body = found.groups()
    recipient = partner if sender == SIGNED_IN else SIGNED_IN
    return DemoMessage(sender, recipient, body, age, read=unread is None)
