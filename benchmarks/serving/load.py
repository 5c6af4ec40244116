"""Load by wrk, a small program that leaves the processors to the server."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it."""

    per_s: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Requests:
    """What is sent again and again, in turn; `{n}` in a body is a number that grows."""

    paths: Sequence[str]
    method: str = "GET"
    body: str = ""


def put(requests: Requests, *, url: str, tokens: Sequence[str], connections: int, seconds: float) -> Load:
    """Raises RuntimeError when an answer is not 2xx, or a request fails."""
    with tempfile.TemporaryDirectory(prefix="microblog-bench-") as folder:
        script = Path(folder) / "requests.lua"
        script.write_text(_script(requests, tokens))
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds:g}s",
            "--timeout",
            "30s",
            "--latency",
            "-s",
            str(script),
        ]
        said = subprocess.run([*command, "-s", str(script), url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return Load(float(_found(r"Requests/sec:\s+([\d.]+)", said)), _ms("50%", said), _ms("99%", said))


def _script(requests: Requests, tokens: Sequence[str]) -> str:
    paths = ", ".join(f'"{path}"' for path in requests.paths)
    return f"""
local paths = {{{paths}}}
local tokens = {{{", ".join(f'"{token}"' for token in tokens)}}}
local headers = {{["Content-Type"] = "application/json"}}
local n = 0
request = function()
    n = n + 1
    headers["Authorization"] = "Bearer " .. tokens[n % #tokens + 1]
    local body = {f"string.gsub([[{requests.body}]], '{{n}}', n)" if requests.body else "nil"}
    return wrk.format("{requests.method}", paths[n % #paths + 1], headers, body)
end
"""


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(text)
    return match[1]


def _ms(percentile: str, said: str) -> float:
    value = _found(rf"{percentile}\s+([\d.]+[a-z]+)", said)
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", value).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS_MS[unit]
