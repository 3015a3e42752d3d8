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
    shared: dict[str, Any] = {"__eq__": _equal, "__repr__": _told}

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
        made.__init__ = _Unwritten(made)  # type: ignore[misc]  # what this whole module is for
        return made

    return wrap


class _Unwritten:
    """Stands for the `__init__` of a class until somebody wants it: to make a first one, or to read how."""

    __slots__ = ("_kind",)

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def __get__(self, made: Any, _: Any) -> Any:
        written = self._kind.__init__ = _init_of(self._kind)
        return written if made is None else written.__get__(made)


def _init_of(kind: Any) -> Any:
    scope: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    places: list[str] = []
    names: list[str] = []
    body: list[str] = []
    fields = dataclasses.fields(kind)
    for field in fields:
        (names if field.kw_only else places).extend(_parameter(field, scope))
        body.extend(_assignment(field, scope))
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    signature = ", ".join(["self", *places, *(["*", *names] if names else [])])
    # As the standard library writes it: names of fields are all that comes from a class.
    exec(f"def __init__({signature}):\n " + "\n ".join(body or ["pass"]), scope)  # noqa: S102
    written: Any = scope["__init__"]
    written.__qualname__ = f"{kind.__qualname__}.__init__"
    written.__module__ = kind.__module__  # where the names in its annotations are found
    written.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
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
    values = _compared(self.__class__)
    return bool(values(self) == values(other)) if type(other) is type(self) else NotImplemented


def _hashed(self: Any) -> int:
    return hash(_counted(self.__class__)(self))


def _told(self: Any) -> str:
    told = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"
