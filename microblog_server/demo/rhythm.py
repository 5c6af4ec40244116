"""Choose when people write: by their own daylight, three weeks long.

Offsets do not know the hour at which they will be loaded, so the community is
drawn as if that were noon in Greenwich; loaded at another hour, its days are
shifted, never its order.
"""

from __future__ import annotations

from microblog_server.demo.dice import Dice

HOUR = 3600
DAY = 24 * HOUR
SPAN = 21 * DAY
_LOADED_AT = 12 * HOUR
# How likely somebody writes in each hour of their own day.
_BUSY = (
    *(0.06, 0.03, 0.02, 0.02, 0.03, 0.1, 0.45, 0.95, 1.0, 0.75, 0.5, 0.5),
    *(0.85, 0.7, 0.45, 0.4, 0.5, 0.75, 0.95, 1.0, 1.0, 0.95, 0.8, 0.3),
)
_TRIES = 400


def moment(dice: Dice, *, utc_offset_h: float, hours: range, newest: int, oldest: int) -> int:
    """Return an age in seconds between `newest` and `oldest` that suits the person's clock."""
    for _ in range(_TRIES):
        age = dice.between(newest, oldest)
        hour = local_hour(age, utc_offset_h)
        if hour in hours and dice.fraction() < _weight(hour, hours):
            return age
    raise ValueError(f"No hour of {hours} lies between {newest} and {oldest} seconds ago at UTC+{utc_offset_h}")


def local_hour(age: int, utc_offset_h: float) -> int:
    return int((_LOADED_AT - age + utc_offset_h * HOUR) % DAY) // HOUR


def gaps(dice: Dice, count: int, room: int) -> list[int]:
    """Return the seconds between the posts of a thread: mostly minutes, now and then hours."""
    found = [
        dice.between(1 * HOUR, 7 * HOUR)
        if dice.fraction() < 0.12
        else dice.between(40, 60 + int(1500 * dice.fraction()))
        for _ in range(count)
    ]
    total = sum(found)
    if total <= room:
        return found
    return [max(1, gap * room // total) for gap in found]


def _weight(hour: int, hours: range) -> float:
    # Whoever has hours of their own, such as a baker, keeps them.
    return _BUSY[hour] if len(hours) == len(_BUSY) else 1.0
