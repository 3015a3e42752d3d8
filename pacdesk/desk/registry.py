"""Which handler does which command, for those below who must know: `areas` fills it when a desk is made."""

from dataclasses import dataclass, field
from typing import Any

from pacdesk.desk.tx import Handlers
from pacdesk.desk.values import Command


@dataclass(slots=True)
class Registry:
    """Every command with its handler, and those that cannot be taken back (DESIGN section 4)."""

    handlers: Handlers = field(default_factory=dict)
    not_undoable: frozenset[type[Command[Any]]] = frozenset()


REGISTRY = Registry()
