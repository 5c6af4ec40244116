from __future__ import annotations

import sys
from pathlib import Path

import pytest

from microblog_desktop.domain.network.proxy import DesktopProxies
from microblog_desktop.system.computer.desktop_proxy import desktop_proxies, read_kde, read_settings

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


IN_KDE = """\
[$Version]
update_info=kioslave.upd:kde2.2/r1
[Proxy Settings]
NoProxyFor=localhost, intra.example,10.0.0.0/8
ProxyType=1
Proxy Config Script=http://intra.example/proxy.pac
ReversedException=false
httpProxy=http://proxy.example 8080
httpsProxy=http://proxy.example:8443/
socksProxy=socks://::1 1080
[Other]
httpProxy=http://other.example 1
"""


def proxies(addresses: dict[str, str]) -> DesktopProxies:
    return DesktopProxies(tuple(sorted(addresses.items())))


def test_what_is_set_by_hand_is_used() -> None:
    assert read_settings(SET) == proxies(
        {
            "http": "http://proxy.example:8080",
            "https": "http://proxy.example:8443",
            "no": "localhost,intra.example",
        }
    )


def test_socks_is_the_way_for_all_else() -> None:
    told = "org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.socks host '::1'\n"
    found = read_settings(f"{told}org.gnome.system.proxy.socks port 1080\n")
    assert found == proxies({"all": "socks5://[::1]:1080", "no": ""})


@pytest.mark.parametrize("mode", ["'none'", "'auto'", "nonsense", "[", ""])
def test_nothing_else_counts(mode: str) -> None:
    assert read_settings(SET.replace("'manual'", mode)) == DesktopProxies(has_script=mode == "'auto'")


@pytest.mark.parametrize("port", ["0", "-1", "65536", "x", ""])
def test_a_port_that_is_none_is_passed_over(port: str) -> None:
    assert "https" not in dict(read_settings(SET.replace("8443", port)).addresses)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's desktops only")
def test_the_desktop_is_asked_and_one_that_fails_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "gsettings"
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    assert desktop_proxies() == DesktopProxies()
    program.write_text(f"#!/bin/sh\n/bin/cat <<END\n{SET}END\n")
    program.chmod(0o755)
    assert dict(desktop_proxies().addresses)["http"] == "http://proxy.example:8080"
    program.write_text("#!/bin/sh\nexit 1\n")
    assert desktop_proxies() == DesktopProxies()


def test_kdes_file_is_read() -> None:
    assert read_kde(IN_KDE) == proxies(
        {
            "http": "http://proxy.example:8080",
            "https": "http://proxy.example:8443",
            "all": "socks5://[::1]:1080",
            "no": "localhost,intra.example",
        }
    )


@pytest.mark.parametrize(("kind", "has_script"), [("0", False), ("2", True), ("3", True), ("4", False), ("x", False)])
def test_only_a_proxy_by_hand_is_one_in_kde(kind: str, *, has_script: bool) -> None:
    assert read_kde(IN_KDE.replace("ProxyType=1", f"ProxyType={kind}")) == DesktopProxies(has_script=has_script)


@pytest.mark.parametrize("change", [("false", "true"), ("http", "xx"), ("[Proxy Settings]", "[]"), ("8080", "many")])
def test_what_cannot_be_read_of_kdes_file_is_passed_over(change: tuple[str, str]) -> None:
    assert "http" not in dict(read_kde(IN_KDE.replace(*change)).addresses)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's desktops only")
def test_in_kde_its_own_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert desktop_proxies() == DesktopProxies()
    (tmp_path / "kioslaverc").write_text(IN_KDE, encoding="utf-8")
    assert dict(desktop_proxies().addresses)["http"] == "http://proxy.example:8080"
