"""Between the values of a form and a row: reading, writing, and the conflict of two writers."""

import dataclasses
from collections.abc import Hashable
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast, get_type_hints

from pacdesk.desk.merge import Merged, merge
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import to_plain
from pacdesk.errors import Conflict

V = TypeVar("V")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def read_values(row: Any, kind: type[V]) -> V:
    """The values of a form as the row holds them; NULL in a text is an empty one."""
    found = {}
    for name, hint in _hints(cast("Hashable", kind)).items():
        value = getattr(row, name)
        if isinstance(hint, type) and issubclass(hint, Enum):
            value = hint(value)
        elif hint is str and value is None:
            value = ""
        found[name] = value
    return kind(**found)


def write_values(row: Any, values: Any) -> None:
    """Put the values of a form into the row; an empty text into a column that may be NULL is NULL."""
    columns = type(row).__table__.c
    for field in dataclasses.fields(values):
        value = getattr(values, field.name)
        if isinstance(value, Enum):
            value = value.value
        if value == "" and columns[field.name].nullable:
            value = None
        if getattr(row, field.name) != value:
            setattr(row, field.name, value)


def merged_with(tx: Tx, row: Any, before: V, after: V) -> tuple[V, V]:
    """A person's changes on top of what the row holds now, and what it holds now.

    Raises Conflict `row.fields_changed` with fields, seen, yours, theirs (by field), who and at.
    """
    current = read_values(row, type(before))
    merged: Merged[V] = merge(before, after, current)
    if not merged.clashes:
        return merged.values, current
    who, at = tx.last_change(row)
    raise Conflict(
        "row.fields_changed",
        field=merged.clashes[0].field,
        table=type(row).__tablename__,
        id=str(row.id),
        current=row.version,
        fields=tuple(clash.field for clash in merged.clashes),
        seen={clash.field: to_plain(clash.seen) for clash in merged.clashes},
        yours={clash.field: to_plain(clash.yours) for clash in merged.clashes},
        theirs={clash.field: to_plain(clash.theirs) for clash in merged.clashes},
        who=who,
        at=at,
    )
