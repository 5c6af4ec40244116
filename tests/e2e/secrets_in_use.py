"""Secrets that one would know anywhere, and the forms in which they might be written down."""

from __future__ import annotations

import base64
from urllib.parse import quote, quote_plus

from tests.e2e.server_process import PASSWORD as PASSWORD

WRONG_PASSWORD = "wrong-Zebra-staple-71"
NEW_PASSWORD = "new-Walrus-paper-clip-93"
PASSPHRASE = "passphrase-Ostrich-열려라-55"
RESET_TOKEN = "reset-token-Quokka-3f9a77"


def forms(text: str) -> set[bytes]:
    """As it is, backwards, quoted for a URL, in base64 at each offset, in hexadecimal, in UTF-16."""
    plain = text.encode()
    return {
        plain,
        plain[::-1],
        text[::-1].encode(),
        text.encode("utf-16-le"),
        quote(text, safe="").encode(),
        quote_plus(text).encode(),
        plain.hex().encode(),
        *_in_base64(plain),
    }


def _in_base64(plain: bytes) -> set[bytes]:
    """What stays the same of it, whatever stands before and after."""
    found = set()
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + plain)
        begin = -(-offset * 8 // 6)
        end = (offset + len(plain)) * 8 // 6
        found |= {encoded[begin:end], encoded[begin:end].replace(b"+", b"-").replace(b"/", b"_")}
    return found
