"""The proxy that a person set in their Linux desktop: KDE's, else GNOME's, which others share."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

from microblog_desktop.domain.network.proxy import DesktopProxies
from microblog_desktop.system.paths import config_home

_PATIENCE_S = 3.0
_SCHEMA = "org.gnome.system.proxy"
_KDE_BY_HAND, _KDE_SCRIPTS = "1", ("2", "3")
_KINDS = (("http", "http", "http"), ("https", "https", "http"), ("socks", "all", "socks5"))


def desktop_proxies() -> DesktopProxies:
    """Nothing where nothing is set or nobody can tell. Blocks for some milliseconds."""
    if not sys.platform.startswith("linux"):
        return DesktopProxies()
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return read_kde(_text_of(config_home() / "kioslaverc"))
    program = shutil.which("gsettings")
    if program is None:
        return DesktopProxies()
    try:
        told = subprocess.run(
            [program, "list-recursively", _SCHEMA], capture_output=True, timeout=_PATIENCE_S, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return DesktopProxies()
    return read_settings(told.stdout)


def read_settings(told: str) -> DesktopProxies:
    """What the lines `schema key value` of GNOME's settings say."""
    said = {}
    for line in told.splitlines():
        schema, _space, rest = line.partition(" ")
        key, _space, value = rest.partition(" ")
        said[f"{schema.removeprefix(_SCHEMA).removeprefix('.')} {key}".strip()] = value.strip()
    mode = _text(said.get("mode", ""))
    if mode != "manual":
        return DesktopProxies(has_script=mode == "auto")
    found: dict[str, str] = {}
    for part, scheme, language in _KINDS:
        _put(found, scheme, language, _text(said.get(f"{part} host", "")), said.get(f"{part} port", "0"))
    return _proxies(found, _texts(said.get("ignore-hosts", "")))


def read_kde(file: str) -> DesktopProxies:
    """What KDE's file says: an address is `http://host port`, or `http://host:port` where somebody wrote it so."""
    said: dict[str, str] = {}
    group = ""
    for line in file.splitlines():
        name, _sign, value = line.partition("=")
        if line.startswith("["):
            group = line.strip()
        elif group == "[Proxy Settings]":
            said[name.strip()] = value.strip()
    kind = said.get("ProxyType", "0")
    # A list of those hosts alone that need the proxy is the other way round, and nothing that can be said here.
    if kind != _KDE_BY_HAND or said.get("ReversedException", "").lower() == "true":
        return DesktopProxies(has_script=kind in _KDE_SCRIPTS)
    found: dict[str, str] = {}
    for part, scheme, language in _KINDS:
        address = said.get(f"{part}Proxy", "").rpartition("://")[2].rstrip("/")
        host, sign, port = address.rpartition(" ") if " " in address else address.rpartition(":")
        if sign:
            _put(found, scheme, language, host.strip("[] "), port)
    return _proxies(found, [host.strip() for host in said.get("NoProxyFor", "").split(",") if host.strip()])


def _put(found: dict[str, str], scheme: str, language: str, host: str, port: str) -> None:
    if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        shown = f"[{host}]" if ":" in host else host
        found[scheme] = f"{language}://{shown}:{port}"


def _proxies(found: dict[str, str], ignored: list[str]) -> DesktopProxies:
    if not found:
        return DesktopProxies()
    hosts = ",".join(host for host in ignored if "/" not in host)
    return DesktopProxies(tuple(sorted({**found, "no": hosts}.items())))


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _text(value: str) -> str:
    read = _literal(value)
    return read if isinstance(read, str) else ""


def _texts(value: str) -> list[str]:
    read = _literal(value.removeprefix("@as "))
    return [text for text in read if isinstance(text, str)] if isinstance(read, list) else []


def _literal(value: str) -> object:
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return None
