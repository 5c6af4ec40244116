from __future__ import annotations

from collections.abc import Iterator

import pytest

from microblog_desktop.domain.server import CountedIn
from microblog_desktop.viewmodels.people.edit.field import EditedField
from microblog_desktop.viewmodels.writing.drafts import DraftKeeper
from tests.store.world import World


@pytest.fixture
def field(world: World) -> Iterator[EditedField]:
    keeper = DraftKeeper(world.store, "profile:name", clock=lambda: world.now)
    field = EditedField(keeper, "Susan", limit=5, counted_in=CountedIn.CODE_POINTS)
    yield field
    field.close()


def test_what_is_as_before_is_no_change_and_no_draft(field: EditedField, world: World) -> None:
    field.set_text("Sue")
    assert field.change == "Sue"
    field.set_text("Susan ")
    assert field.change is None
    field.close()
    assert world.store.drafts.names("") == []


def test_what_is_saved_already_may_be_longer_than_the_limit(field: EditedField) -> None:
    field.rebase("Susan Berger")
    assert not field.is_too_long
    field.set_text("Susan B. Berger")
    assert field.is_too_long


def test_a_touched_field_stays_as_it_was_typed(field: EditedField) -> None:
    field.set_text("Sue")
    field.rebase("Susanne")
    assert field.text == "Sue"
    field.taken("Sue!")
    assert field.text == "Sue!"
    assert field.change is None
