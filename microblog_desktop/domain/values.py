"""Frozen data classes that are quick to define.

The standard `dataclass` writes and compiles six functions for each class. The
first paint needs seventy classes, and that took 35 ms, a third of all that it
loads. Here one function is compiled for each class, when many instances of it are
made, and the others are shared.

It is the same to whoever uses it: to a type checker it is the standard one, and
`replace`, `fields` and `asdict` take its instances. What this client has no use
for (inheritance, `field()`, `__post_init__`) is refused when the class is defined.
"""

from __future__ import annotations

from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field, dataclass, replace

__all__ = ["dataclass", "replace"]

_MADE_BY_PYTHON = {"__dict__", "__weakref__"}
# To compile a function takes as long as to fill fifty to seventy without one, and of a page there are fifty.
_MANY_INSTANCES = 100


def _dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
    """Take the words of the standard decorator; there is only this one kind."""
    if not (frozen and slots):
        raise TypeError("What may change is defined with the standard dataclass")
    return _define


def _replace(instance: _Value, /, **changes: object) -> _Value:
    """As the standard one, which takes a while to load."""
    values = zip(instance.__match_args__, instance._values(instance), strict=True)
    return type(instance)(**(dict(values) | changes))


if not TYPE_CHECKING:
    dataclass = _dataclass
    replace = _replace


def _define(cls: type) -> type:
    annotations: dict[str, str] = get_annotations(cls)
    names = tuple(name for name, kind in annotations.items() if not kind.startswith("ClassVar"))
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    _refuse_what_is_not_done_here(cls, defaults)
    body = {key: value for key, value in cls.__dict__.items() if key not in _MADE_BY_PYTHON and key not in defaults}
    body |= {
        "__slots__": names,
        "__match_args__": names,
        "__qualname__": cls.__qualname__,
        "__init__": _late_init(names, defaults),
        "_defaults": defaults,
        "_values": staticmethod(_values_of(names)),
    }
    return type(cls)(cls.__name__, (_Value, *(base for base in cls.__bases__ if base is not object)), body)


def _refuse_what_is_not_done_here(cls: type, defaults: dict[str, object]) -> None:
    if issubclass(cls, _Value) or hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__qualname__} inherits from a data class or has __post_init__")
    for name, default in defaults.items():
        # What `field()` makes cannot be hashed either.
        if getattr(default, "__hash__", None) is None or hasattr(default, "default_factory"):
            raise TypeError(f"All instances of {cls.__qualname__} would share one {name}")


def _late_init(names: tuple[str, ...], defaults: dict[str, object]) -> object:
    """Of most classes there are few instances: these are filled as they come, without a function of their own."""
    expected, instances, put = set(names), 0, object.__setattr__

    def init(self: object, *values: object, **named: object) -> None:
        nonlocal instances
        instances += 1
        given = dict(zip(names, values, strict=False)) | named
        whole = defaults | given
        if instances < _MANY_INSTANCES and len(given) == len(values) + len(named) and whole.keys() == expected:
            for name in names:
                put(self, name, whole[name])
            return
        # Many, or a mistake, of which this one tells clearly.
        made = _init(names, defaults)
        type.__setattr__(type(self), "__init__", made)
        made(self, *values, **named)

    return init


def _init(names: tuple[str, ...], defaults: dict[str, object]) -> Callable[..., None]:
    parameters = ", ".join(f"{name}=default_{name}" if name in defaults else name for name in names)
    lines = "".join(f"\n    put(self, {name!r}, {name})" for name in names)
    known = {f"default_{name}": default for name, default in defaults.items()} | {"put": object.__setattr__}
    made: dict[str, Callable[..., None]] = {}
    # As in the standard library: only written-out parameters make calls quick and their errors clear.
    exec(f"def __init__(self, {parameters}):{lines or ' pass'}", known, made)
    return made["__init__"]


def _values_of(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


class _Fields:
    """`__dataclass_fields__`, which the standard library describes when it is first asked for."""

    def __get__(self, instance: object, owner: type[_Value]) -> dict[str, Field[object]]:
        from dataclasses import dataclass as standard

        body = {key: owner.__dict__[key] for key in ("__annotations__", "__module__", "__doc__")} | owner._defaults
        described: type[_Value] = standard(init=False, repr=False, eq=False)(type(owner.__name__, (), body))
        owner.__dataclass_fields__ = described.__dataclass_fields__
        return owner.__dataclass_fields__


class _Value:
    """What all the classes share; `_values` and the names are each one's own."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
    __dataclass_fields__: _Fields | dict[str, Field[object]] = _Fields()
    _defaults: dict[str, object]
    _values: Callable[[object], tuple[object, ...]]

    def __eq__(self, other: object) -> bool:
        if other.__class__ is self.__class__:
            return self._values(self) == self._values(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        shown = zip(self.__match_args__, self._values(self), strict=True)
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={value!r}' for name, value in shown)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return self.__class__, self._values(self)
