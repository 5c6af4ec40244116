from __future__ import annotations

from microblog_desktop.system.computer.licences import OURS, libraries, links


def test_every_library_that_ships_is_there_with_the_text_of_its_licence() -> None:
    found = {one.name.lower().replace("_", "-"): one for one in libraries()}
    assert next(iter(found)) == OURS
    assert {"pyside6-essentials", "shiboken6", "httpx", "keyring", "python", "babel"} <= set(found)
    assert [one.name for one in found.values() if not one.text] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in found["pyside6-essentials"].text
    assert found["httpx"].licence == "BSD-3-Clause"


def test_what_only_we_need_to_build_and_test_is_not() -> None:
    names = {one.name.lower() for one in libraries()}
    assert not names & {"pytest", "mypy", "fastapi", "hypothesis"}


def test_links_have_a_label_and_an_address() -> None:
    assert all(label and "://" in address for label, address in links())
