"""The quick data class is what the standard one is."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import ClassVar, Generic, TypeVar

import pytest

from microblog_desktop.domain import values

T = TypeVar("T")


@values.dataclass(frozen=True, slots=True)
class Place:
    """Where something is."""

    kind: ClassVar[str] = "place"
    name: str
    height: int | None = None
    tags: frozenset[str] = frozenset()

    @property
    def is_high(self) -> bool:
        return self.height is not None and self.height > 1000


@dataclasses.dataclass(frozen=True, slots=True)
class StandardPlace:
    name: str
    height: int | None = None
    tags: frozenset[str] = frozenset()


@values.dataclass(frozen=True, slots=True)
class Alone:
    name: str


@values.dataclass(frozen=True, slots=True)
class Nothing: ...


@values.dataclass(frozen=True, slots=True)
class Holder(Generic[T]):
    held: T


@pytest.mark.parametrize("given", [("Seoul",), ("Seoul", 38), ("Seoul", 38, frozenset({"city"}))])
def test_it_says_and_hashes_what_the_standard_one_does(given: tuple[object, ...]) -> None:
    ours, standard = Place(*given), StandardPlace(*given)  # type: ignore[arg-type]
    assert repr(ours) == repr(standard).removeprefix("Standard")
    assert hash(ours) == hash(standard)
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert [(field.name, field.type, field.default) for field in dataclasses.fields(ours)] == [
        (field.name, field.type, field.default) for field in dataclasses.fields(standard)
    ]


def test_equal_means_the_same_class_and_values() -> None:
    assert Place("Seoul", 38) == Place("Seoul", height=38)
    assert Place("Seoul") != Place("Busan")
    others: list[object] = [Holder("Seoul"), "Seoul", ("Seoul",)]
    assert Alone("Seoul") not in others
    assert Nothing() == Nothing()
    assert {Alone("a"), Alone("a"), Alone("b")} == {Alone("a"), Alone("b")}


@pytest.mark.parametrize("name", ["name", "height", "unknown"])
def test_nothing_can_be_changed(name: str) -> None:
    place = Place("Seoul")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(place, name, "Busan")
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(place, name)
    assert not hasattr(place, "__dict__")
    assert place == Place("Seoul")


def test_it_can_be_replaced_copied_pickled_and_matched() -> None:
    place = dataclasses.replace(Place("Halla"), height=1947)
    assert place.is_high
    assert copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    match place:
        case Place(name, height):
            assert (name, height) == ("Halla", 1947)


def test_it_may_be_generic() -> None:
    assert Holder[int](1) == Holder(1)
    assert repr(Nothing()) == "Nothing()"


def test_a_wrong_call_is_explained_as_for_any_function() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Place()  # type: ignore[call-arg]


def test_what_it_does_not_do_is_refused() -> None:
    with pytest.raises(TypeError, match="inherits"):

        @values.dataclass(frozen=True, slots=True)
        class Hill(Place):
            steep: bool = False

    with pytest.raises(TypeError, match="share one tags"):

        @values.dataclass(frozen=True, slots=True)
        class Shared:
            tags: list[str] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match="standard"):

        @values.dataclass(slots=True)
        class Open:
            name: str


def test_it_is_replaced_as_by_the_standard_one() -> None:
    seoul = Place("Seoul", 38)
    assert values.replace(seoul, height=40) == dataclasses.replace(seoul, height=40) == Place("Seoul", 40)
    with pytest.raises(TypeError):
        values.replace(seoul, depth=1)  # type: ignore[call-arg]
