from __future__ import annotations

from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from microblog_desktop.system.network_state import NetworkHints


def test_only_a_network_that_comes_is_a_hint(qtbot: QtBot) -> None:
    hints: list[str] = []
    network = NetworkHints(lambda: hints.append("come"))
    network._on_reachability(QNetworkInformation.Reachability.Disconnected)
    assert hints == []
    network._on_reachability(QNetworkInformation.Reachability.Online)
    assert hints == ["come"]


def test_what_the_network_costs_is_a_hint_too(qtbot: QtBot) -> None:
    hints: list[str] = []
    network = NetworkHints(lambda: hints.append("come"))
    network._on_meter(False)
    assert hints == ["come"]
