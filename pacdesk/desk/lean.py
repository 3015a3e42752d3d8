"""`dataclass` as the standard library's, for the hundreds of frozen values that a start makes.

The library writes and compiles six methods for each class when it is made, which was a quarter of all
that a start imports. Here those that are frozen with slots share theirs, and `__init__` is written when
the first of a class is made; all other classes are the library's own. Fields, `replace`, equality, hash,
`repr` and refusals are the same.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind=None, /, *, frozen=False, slots=False, **options):
        """As `dataclasses.dataclass`; options other than `kw_only` lead there too."""
        if not (frozen and slots and options.keys() <= {"kw_only"}):
            return dataclasses.dataclass(kind, frozen=frozen, slots=slots, **options)
        return _wrap(options) if kind is None else _wrap(options)(kind)


def _wrap(options: dict[str, Any]) -> Callable[[type], type]:
    shared: dict[str, Any] = {"__init__": _first_init, "__eq__": _equal, "__repr__": _told}

    def wrap(kind: type) -> type:
        own = vars(kind)
        # A class with `__eq__` of its own has None for a hash, put there by Python.
        methods = {name: method for name, method in shared.items() if name not in own}
        if own.get("__hash__") is None:
            methods["__hash__"] = _hashed
        made: type = dataclasses.dataclass(
            init=False, repr=False, eq=False, frozen=True, slots=True, **options
        )(kind)
        for name, method in methods.items():
            setattr(made, name, method)
        return made

    return wrap


def _first_init(self: Any, *given: Any, **named: Any) -> None:
    """Stands for the `__init__` of every class until the first of its kind is made."""
    kind = next(kind for kind in type(self).__mro__ if vars(kind).get("__init__") is _first_init)
    written = _init_of(kind)
    kind.__init__ = written  # type: ignore[misc]  # what this whole module is for
    written(self, *given, **named)


def _init_of(kind: Any) -> Callable[..., None]:
    scope: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    places: list[str] = []
    names: list[str] = []
    body: list[str] = []
    for field in dataclasses.fields(kind):
        (names if field.kw_only else places).extend(_parameter(field, scope))
        body.extend(_assignment(field, scope))
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    signature = ", ".join(["self", *places, *(["*", *names] if names else [])])
    # As the standard library writes it: names of fields are all that comes from a class.
    exec(f"def __init__({signature}):\n " + "\n ".join(body or ["pass"]), scope)  # noqa: S102
    written: Callable[..., None] = scope["__init__"]
    written.__qualname__ = f"{kind.__qualname__}.__init__"
    return written


def _parameter(field: Field[Any], scope: dict[str, Any]) -> list[str]:
    if not field.init:
        return []
    if field.default_factory is not MISSING:
        return [f"{field.name}=_missing"]
    if field.default is MISSING:
        return [field.name]
    scope[f"_default_{field.name}"] = field.default
    return [f"{field.name}=_default_{field.name}"]


def _assignment(field: Field[Any], scope: dict[str, Any]) -> list[str]:
    value = field.name
    if field.default_factory is not MISSING:
        scope[f"_make_{field.name}"] = field.default_factory
        made = f"_make_{field.name}()"
        value = f"{made} if {value} is _missing else {value}" if field.init else made
    elif not field.init:
        if field.default is MISSING:
            return []
        scope[f"_default_{field.name}"] = field.default
        value = f"_default_{field.name}"
    return [f"_set(self, {field.name!r}, {value})"]


@cache
def _compared(kind: Any) -> Callable[[Any], Any]:
    return _getter([field.name for field in dataclasses.fields(kind) if field.compare])


@cache
def _counted(kind: Any) -> Callable[[Any], Any]:
    """What a hash is made of: as the library has it, what is compared unless a field says otherwise."""
    fields = dataclasses.fields(kind)
    return _getter([field.name for field in fields if (field.compare if field.hash is None else field.hash)])


def _getter(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _equal(self: Any, other: object) -> bool:
    kind: Any = type(self)
    if type(other) is not kind:
        return NotImplemented
    values = _compared(kind)
    return bool(values(self) == values(other))


def _hashed(self: Any) -> int:
    kind: Any = type(self)
    return hash(_counted(kind)(self))


def _told(self: Any) -> str:
    told = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"
