"""The proxy that a person set in their Linux desktop (GNOME and those that share its settings)."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys

_PATIENCE_S = 3.0
_SCHEMA = "org.gnome.system.proxy"
_KINDS = (("http", "http", "http"), ("https", "https", "http"), ("socks", "all", "socks5"))


def desktop_proxies() -> dict[str, str]:
    """As `urllib.request.getproxies` has them: `http`, `https` and `all`, each an address, and `no`, hosts with commas.

    Empty where nothing is set by hand or nobody can tell. Blocks for some milliseconds.
    """
    program = shutil.which("gsettings") if sys.platform.startswith("linux") else None
    if program is None:
        return {}
    try:
        told = subprocess.run(
            [program, "list-recursively", _SCHEMA], capture_output=True, timeout=_PATIENCE_S, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return {}
    return read_settings(told.stdout)


def read_settings(told: str) -> dict[str, str]:
    """What the lines `schema key value` of those settings say."""
    said = {}
    for line in told.splitlines():
        schema, _space, rest = line.partition(" ")
        key, _space, value = rest.partition(" ")
        said[f"{schema.removeprefix(_SCHEMA).removeprefix('.')} {key}".strip()] = value.strip()
    if _text(said.get("mode", "")) != "manual":
        return {}
    found = {}
    for part, scheme, language in _KINDS:
        host, port = _text(said.get(f"{part} host", "")), said.get(f"{part} port", "0")
        if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
            shown = f"[{host}]" if ":" in host else host
            found[scheme] = f"{language}://{shown}:{port}"
    ignored = [host for host in _texts(said.get("ignore-hosts", "")) if "/" not in host]
    return {**found, "no": ",".join(ignored)} if found else {}


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
