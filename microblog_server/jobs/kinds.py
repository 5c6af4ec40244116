"""The kinds of jobs there are: how long one is held, how often and how long it is tried."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

_FIRST_DELAY_S = 5.0
_LONGEST_DELAY_S = 1800.0


@dataclass(frozen=True, slots=True)
class Kind:
    """`lane`: jobs of one lane are done one after another by each worker. `lease`: longer than one step takes."""

    name: str
    lane: str
    lease: timedelta
    tries: int
    given_up_after: timedelta

    def delay(self, attempts: int) -> timedelta:
        """Three times as long after each try, and never quite the same for all."""
        delay_s = min(_FIRST_DELAY_S * 3 ** (attempts - 1), _LONGEST_DELAY_S)
        return timedelta(seconds=delay_s * random.uniform(0.8, 1.2))


MAIL = "mail"
EXPORTS = "exports"
LOOKUPS = "lookups"

# Whoever wants a new password has asked again after an hour.
PASSWORD_RESET = Kind("password_reset", MAIL, timedelta(minutes=3), tries=20, given_up_after=timedelta(hours=1))
EXPORT_MAIL = Kind("export_mail", MAIL, timedelta(minutes=3), tries=100, given_up_after=timedelta(days=2))
EXPORT = Kind("export", EXPORTS, timedelta(seconds=20), tries=5, given_up_after=timedelta(days=1))
EVE_CHARACTER = Kind("eve_character", LOOKUPS, timedelta(minutes=1), tries=8, given_up_after=timedelta(hours=6))

LANES = (MAIL, EXPORTS, LOOKUPS)
