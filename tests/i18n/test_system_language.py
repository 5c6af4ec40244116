"""Tests of microblog_desktop/i18n/system_language.py."""

from __future__ import annotations

import pytest

from microblog_desktop.i18n.system_language import best_match, system_languages


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ko_KR.UTF-8"}, ["ko_KR.UTF-8"]),
        ({"LC_MESSAGES": "de_DE", "LANG": "ko_KR.UTF-8"}, ["de_DE"]),
        ({"LC_ALL": "fr_FR", "LC_MESSAGES": "de_DE", "LANG": "ko_KR.UTF-8"}, ["fr_FR"]),
        ({"LANGUAGE": "es:ko", "LANG": "en_US.UTF-8"}, ["es", "ko", "en_US.UTF-8"]),
        ({"LANGUAGE": "ko", "LC_ALL": "C.UTF-8"}, ["en"]),
    ],
)
def test_the_environment_names_the_languages_in_the_order_of_gettext(
    environment: dict[str, str], expected: list[str]
) -> None:
    assert system_languages(environment) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["ko_KR.UTF-8"], "ko"),
        (["fr", "ko"], "ko"),
        (["pt-BR"], "pt_BR"),
        (["pt_PT"], "pt_BR"),
        (["pt"], "pt_BR"),
        (["zh-Hans-CN"], "zh_CN"),
        (["zh_SG"], "zh_CN"),
        (["zh_Hant_TW"], None),
        (["zh_HK", "ko"], "ko"),
        (["KO"], "ko"),
        (["de_DE@euro"], "de"),
        ([], None),
    ],
)
def test_the_first_wanted_language_that_is_available_is_chosen(wanted: list[str], expected: str | None) -> None:
    assert best_match(wanted, ["en", "ko", "de", "pt_BR", "zh_CN"]) == expected
