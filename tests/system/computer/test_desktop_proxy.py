from __future__ import annotations

import sys
from pathlib import Path

import pytest

from microblog_desktop.system.computer.desktop_proxy import desktop_proxies, read_settings

SET = """\
org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', 'intra.example']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.http authentication-password ''
org.gnome.system.proxy.http host 'proxy.example'
org.gnome.system.proxy.http port 8080
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 8443
org.gnome.system.proxy.socks host ''
org.gnome.system.proxy.socks port 0
"""


def test_what_is_set_by_hand_is_used() -> None:
    assert read_settings(SET) == {
        "http": "http://proxy.example:8080",
        "https": "http://proxy.example:8443",
        "no": "localhost,intra.example",
    }


def test_socks_is_the_way_for_all_else() -> None:
    told = "org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.socks host '::1'\n"
    assert read_settings(f"{told}org.gnome.system.proxy.socks port 1080\n")["all"] == "socks5://[::1]:1080"


@pytest.mark.parametrize("mode", ["'none'", "'auto'", "nonsense", "[", ""])
def test_nothing_else_counts(mode: str) -> None:
    assert read_settings(SET.replace("'manual'", mode)) == {}


@pytest.mark.parametrize("port", ["0", "-1", "65536", "x", ""])
def test_a_port_that_is_none_is_passed_over(port: str) -> None:
    assert "https" not in read_settings(SET.replace("8443", port))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's desktops only")
def test_the_desktop_is_asked_and_one_that_fails_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "gsettings"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert desktop_proxies() == {}
    program.write_text(f"#!/bin/sh\n/bin/cat <<END\n{SET}END\n")
    program.chmod(0o755)
    assert desktop_proxies()["http"] == "http://proxy.example:8080"
    program.write_text("#!/bin/sh\nexit 1\n")
    assert desktop_proxies() == {}
