"""The service document (microblog_server/routes/service.py)."""

from __future__ import annotations

import re

from tests.server.client import Person, Visitors


async def test_the_document_says_what_the_server_is(visitors: Visitors, susan: Person) -> None:
    document = (await visitors.http.get("/api")).json()
    assert document["api"] == "microblog"
    lengths = {"post": 500, "message": 2000, "about_me": 280, "counted_in": "graphemes"}
    assert document["limits"] == lengths | {"avatar_bytes": 5 * 1024 * 1024}
    assert {"exports", "export", "my_avatar"} <= document["_links"].keys()
    assert document["people"] == 1
    assert document["languages"] == []


async def test_every_link_leads_to_something_that_the_server_offers(visitors: Visitors) -> None:
    links = (await visitors.http.get("/api")).json()["_links"]
    offered = {re.sub(r"\{\w+\}", "{}", path) for path in visitors.promises.document["paths"]} | {"/api/openapi.json"}
    assert {re.sub(r"\{\w+\}", "{}", link) for link in links.values()} <= offered
    assert links["following"] == "/api/me/following/{id}"
