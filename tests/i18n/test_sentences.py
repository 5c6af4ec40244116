"""Sentences one after the other, as they are heard."""

from __future__ import annotations

import pytest

from microblog_desktop.i18n.sentences import in_one_breath


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["Tea is ready.", "5 replies"], "Tea is ready. 5 replies"),
        (["Thursday?", "5 replies", "2 likes"], "Thursday? 5 replies. 2 likes"),
        (["Finally!", "", "1 reply"], "Finally! 1 reply"),
        (["And then…", "1 reply"], "And then… 1 reply"),
        (["And then...", "1 reply"], "And then. 1 reply"),
        (["오늘 만날까요？", "답글 3개"], "오늘 만날까요？ 답글 3개"),
        (["첫눈이 왔다.", "답글 3개"], "첫눈이 왔다. 답글 3개"),
        (["今日は猫の日です。", "1 like"], "今日は猫の日です。 1 like"),
        (["هل أنت هنا؟", "1 like"], "هل أنت هنا؟ 1 like"),
        (["", " . ", "\n"], ""),
        ([], ""),
    ],
)
def test_each_part_ends_once(parts: list[str], said: str) -> None:
    assert in_one_breath(parts) == said
