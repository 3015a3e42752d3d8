"""Two people changed the same row: what can be put together, and what is a conflict.

Pure: `before` is what the person saw, `after` what he made of it, `current` what stands there now.
"""

import dataclasses
from typing import Any, Generic, TypeVar

from pacdesk.desk.lean import dataclass

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both have changed, to different values."""

    field: str
    seen: Any
    yours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged(Generic[V]):
    """The values put together, and the fields where that was not possible."""

    values: V
    clashes: tuple[Clash, ...]


def merge(before: V, after: V, current: V) -> Merged[V]:
    """Put a person's changes on top of the current values, field by field (DESIGN section 4).

    A field that only one side has moved takes that side's value; the same move on both sides is no
    clash.
    """
    taken: dict[str, Any] = {}
    clashes = []
    for field in dataclasses.fields(current):  # type: ignore[arg-type]  # V is a dataclass
        seen, yours, theirs = (getattr(v, field.name) for v in (before, after, current))
        if yours in (seen, theirs):
            continue
        if theirs != seen:
            clashes.append(Clash(field.name, seen, yours, theirs))
        else:
            taken[field.name] = yours
    values = dataclasses.replace(current, **taken)  # type: ignore[type-var]  # V is a dataclass
    return Merged(values, tuple(clashes))
