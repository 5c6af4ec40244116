"""What the server found is remembered for a while."""

from __future__ import annotations

from microblog_desktop.domain.ids import PersonId, PostKey
from microblog_desktop.store.account.search.answers import ServerAnswer, ServerAnswers


def test_pages_go_on_and_only_the_latest_answers_stay() -> None:
    answers = ServerAnswers()
    answers.go_on("heron", (PostKey(1),), None)
    assert answers.get("heron") is None
    answers.begin("heron", ServerAnswer((PostKey(1),), (PersonId("2"),), "further"))
    answers.go_on("heron", (PostKey(3),), None)
    assert answers.get("heron") == ServerAnswer((PostKey(1), PostKey(3)), (PersonId("2"),), None)
    for number in range(20):
        answers.begin(f"word {number}", ServerAnswer((), (), None))
    assert answers.get("heron") is None
    assert answers.get("word 0") is not None
