"""What those below must know of those above: which handler does which command, and who uses a row. `areas`
fills it when a desk is made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from pacdesk.desk.tx import Asking, Handlers
from pacdesk.desk.values import Command, Use
from pacdesk.errors import Invalid


class Wish(StrEnum):
    """What somebody wants to do with a row of a register."""

    SWITCH_OFF = "switch_off"
    """Only what it would break counts: a flow in force, open tickets, registers that rely on it."""
    DELETE = "delete"
    """Any use counts, the past too."""


Finder = Callable[[Asking, UUID, Wish], Iterable[Use]]
Finders = Mapping[str, tuple[Finder, ...]]
"""By table."""


@dataclass(slots=True)
class Registry:
    """Every command with its handler, those that cannot be taken back (DESIGN section 4), and for each
    register's table who knows what uses its rows."""

    handlers: Handlers = field(default_factory=dict)
    not_undoable: frozenset[type[Command[Any]]] = frozenset()
    finders: Finders = field(default_factory=dict)


REGISTRY = Registry()


def uses_of(asking: Asking, table: str, row_id: UUID, wish: Wish) -> tuple[Use, ...]:
    """What uses a row, as far as it stands in the way of the wish."""
    finders = REGISTRY.finders.get(table, ())
    return tuple(use for finder in finders for use in finder(asking, row_id, wish))


def demand_unused(asking: Asking, table: str, row_id: UUID, name: str, wish: Wish) -> None:
    """Raises Invalid `row.in_use` with the row's `name`, everything that uses it, and how many."""
    found = uses_of(asking, table, row_id, wish)
    if found:
        uses = tuple((use.kind, use.name, use.count) for use in found)
        raise Invalid("row.in_use", name=name, uses=uses, count=sum(use.count for use in found))


def demand_may_rest(asking: Asking, row: Any, *, active: bool) -> None:
    """Raises Invalid `row.in_use` when a row that is used would be switched off by `active`."""
    if row.active and not active:
        demand_unused(asking, row.__tablename__, row.id, row.name, Wish.SWITCH_OFF)
