from __future__ import annotations

import pytest

from microblog_desktop.i18n.translate import set_language
from microblog_desktop.system.paths import translations
from microblog_desktop.viewmodels.sorting import in_order


@pytest.mark.parametrize(
    ("language", "words", "order"),
    [
        ("en", ["zebra", "Éclair", "apple", "Eclair", "Zoo"], ["apple", "Eclair", "Éclair", "zebra", "Zoo"]),
        ("de", ["Zypern", "Österreich", "Oman", "Ungarn"], ["Oman", "Österreich", "Ungarn", "Zypern"]),
        ("ko", ["하늘", "가을", "나무"], ["가을", "나무", "하늘"]),
        ("es", ["ñu", "nube", "oso"], ["nube", "ñu", "oso"]),
        ("en", ["post 10", "post 9"], ["post 9", "post 10"]),
    ],
)
def test_words_stand_where_dictionaries_have_them(language: str, words: list[str], order: list[str]) -> None:
    set_language(language, translations())
    assert in_order(words, str) == order
    set_language("en", translations())
