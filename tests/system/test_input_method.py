"""fcitx's users are given ibus's plug-in where Qt has none for fcitx."""

from __future__ import annotations

from pathlib import Path

import pytest

from microblog_desktop.system.input_method import choose_input_method


@pytest.mark.parametrize("wanted", ["fcitx", "fcitx5"])
def test_fcitx_without_its_plugin_becomes_ibus(tmp_path: Path, wanted: str) -> None:
    environment = {"QT_IM_MODULE": wanted}
    choose_input_method(tmp_path, environment)
    assert environment["QT_IM_MODULE"] == "ibus"


def test_fcitx_with_its_plugin_stays(tmp_path: Path) -> None:
    plugins = tmp_path / "platforminputcontexts"
    plugins.mkdir()
    (plugins / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(tmp_path, environment)
    assert environment["QT_IM_MODULE"] == "fcitx"


@pytest.mark.parametrize("environment", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "xim"}])
def test_other_choices_are_left_alone(tmp_path: Path, environment: dict[str, str]) -> None:
    before = dict(environment)
    choose_input_method(tmp_path, environment)
    assert environment == before
