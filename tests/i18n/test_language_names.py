"""Languages by their names."""

from __future__ import annotations

import pytest

from microblog_desktop.i18n.language_names import base_of, language_name


@pytest.mark.parametrize(
    ("code", "name"), [("ko", "Korean"), ("en", "English"), ("pt-BR", "Portuguese"), ("sw", "Swahili"), ("qqx", "qqx")]
)
def test_a_language_is_called_by_its_name_or_at_least_by_its_code(code: str, name: str) -> None:
    assert language_name(code) == name


def test_country_and_script_do_not_make_another_language() -> None:
    assert [base_of(code) for code in ("pt-BR", "zh_Hant_TW", "KO")] == ["pt", "zh", "ko"]
