"""How a job on its way is read together with the row it is about."""

from __future__ import annotations

from microblog_desktop.domain.ids import JobId
from microblog_desktop.domain.outbox import REACTION_OF, Delivery, JobKind, JobState
from microblog_desktop.domain.problem import Problem, ProblemKind
from microblog_desktop.store.sqlite.columns import Row, Value, flag, moment, real_or_none, text, text_or_none, whole

PROBLEM_COLUMNS = ("problem_kind", "problem_may_retry", "problem_retry_after_s", "problem_message", "problem_fields")


DELIVERY_COLUMNS = ("id", "kind", "state", "not_before", *PROBLEM_COLUMNS)
DELIVERY_WIDTH = len(DELIVERY_COLUMNS)

REACTIONS = ", ".join(f"'{kind.value}'" for kind in REACTION_OF)

# Never part of a text for people, so they can part the server's words in one column.
BETWEEN_NAME_AND_WORDS = "\x1f"
BETWEEN_FIELDS = "\x1e"


def delivery_columns() -> str:
    """The columns that `delivery_from` reads, of a job joined by `job_join`."""
    return ", ".join(f"job.{name}" for name in DELIVERY_COLUMNS)


def job_join(column: str, key: str) -> str:
    """Join the oldest job about a row, since the others wait for it; but first of all what deletes it.

    A reaction shows in what it changes.
    """
    about = f"SELECT about.id FROM job AS about WHERE about.{column} = {key} AND about.kind NOT IN ({REACTIONS})"
    deletion = f"{about} AND about.kind = '{JobKind.DELETE_POST.value}' ORDER BY about.id LIMIT 1"
    return f"LEFT JOIN job ON job.id = coalesce(({deletion}), ({about} ORDER BY about.id LIMIT 1))"


def delivery_from(row: Row) -> Delivery | None:
    if row[0] is None:
        return None
    return Delivery(
        job=JobId(whole(row[0])),
        kind=JobKind(text(row[1])),
        state=JobState(text(row[2])),
        not_before=moment(row[3]),
        problem=problem_from(row[4:]),
    )


def problem_values(problem: Problem | None) -> tuple[Value, ...]:
    """A problem as the values of `PROBLEM_COLUMNS`."""
    if problem is None:
        return (None, None, None, None, None)
    return (
        problem.kind.value,
        problem.may_retry,
        problem.retry_after_s,
        problem.message,
        _fields_text(problem.fields),
    )


def problem_from(row: Row) -> Problem | None:
    kind = text_or_none(row[0])
    if kind is None:
        return None
    return Problem(ProblemKind(kind), flag(row[1]), real_or_none(row[2]), text(row[3]), _fields_from(text(row[4])))


def _fields_text(fields: tuple[tuple[str, str], ...]) -> str:
    parted = str.maketrans("", "", BETWEEN_NAME_AND_WORDS + BETWEEN_FIELDS)
    return BETWEEN_FIELDS.join(
        f"{name.translate(parted)}{BETWEEN_NAME_AND_WORDS}{words.translate(parted)}" for name, words in fields
    )


def _fields_from(value: str) -> tuple[tuple[str, str], ...]:
    if not value:
        return ()
    pairs = (field.partition(BETWEEN_NAME_AND_WORDS) for field in value.split(BETWEEN_FIELDS))
    return tuple((name, words) for name, _, words in pairs)
