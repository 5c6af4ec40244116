"""Translation by a real Apertium with its APY (microblog_server/translation/apertium.py)."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from microblog_server.app import MicroblogServer
from microblog_server.translation.apertium import Apertium
from microblog_server.translation.asking import Service
from microblog_server.translation.translator import NotOfferedError, Pair
from tests.server.client import Visitors
from tests.server.settings_for_tests import quick_settings

pytestmark = pytest.mark.needs("apertium")


@pytest.fixture(scope="module")
def apy() -> Iterator[str]:
    """The address of an APY that translates between English and Spanish."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        command = ["apertium-apy", "-p", str(port), "-t", "30", "/usr/share/apertium/modes"]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            asyncio.run(_answers(url, process))
            yield url
        finally:
            process.terminate()
            process.wait(20)


async def _answers(url: str, process: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(60), httpx.AsyncClient() as http:
        while process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                await http.get(f"{url}/listPairs")
                return
            await asyncio.sleep(0.05)
    raise AssertionError("apertium-apy ended at once")


async def test_it_says_what_it_translates(apy: str) -> None:
    assert {Pair("en", "es"), Pair("es", "en")} <= await Apertium(Service(apy, 20)).pairs()


async def test_what_cannot_be_told_the_language_is_not_asked(apy: str) -> None:
    with pytest.raises(NotOfferedError):
        await Apertium(Service(apy, 20)).translate("casa", None, "en")


async def test_posts_are_translated_through_the_server(apy: str, tmp_path: Path) -> None:
    settings = replace(quick_settings(tmp_path), translator="apertium", translator_url=apy, translator_timeout=30)
    server = MicroblogServer(settings)
    async with server.running():
        visitors = Visitors(server)
        async with visitors.http:
            document = (await visitors.http.get("/api")).json()
            assert document["languages"] == ["en", "es"]
            susan = await visitors.sign_up("susan")
            spanish = await susan.write("La casa de mi hermana es muy grande 😂\n\nEl tren azul llega tarde. <b>")
            answer = (await susan.get(f"/api/posts/{spanish}/translation", to="en")).json()
            assert answer["text"] == "The house of my sister is very big 😂\n\nThe blue train arrives late. <b>"
            assert (answer["from"], answer["to"], answer["provider"]) == ("es", "en", "Apertium")
            english = await susan.write("My friends live in a small house near the river.")
            assert "casa pequeña" in (await susan.get(f"/api/posts/{english}/translation", to="es")).json()["text"]
            assert (await susan.get(f"/api/posts/{english}/translation", to="ko")).status_code == 400
            unknown = await susan.write("ok")
            assert (await susan.get(f"/api/posts/{unknown}/translation", to="es")).status_code == 400
