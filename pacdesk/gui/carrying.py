"""Running many commands one by one in the background, each in a transaction of its own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.values import Command
from pacdesk.errors import Cancelled, UserError
from pacdesk.gui.jobs import Progress


@dataclass(frozen=True, slots=True)
class Carried:
    """How a job ended: how many of how many were carried, and what the first refusal said."""

    done: int
    total: int
    refused: UserError | None = None
    stopped: bool = False
    last: UUID | None = None
    """The last change set: taking it back takes all back that were given together."""


def carry(desk: DeskPort, commands: Sequence[Command[Any]], progress: Progress) -> Carried:
    """Run commands one by one; a refused one is left out, and a wish to stop is heard between two."""
    done, first, last = 0, None, None
    for at, command in enumerate(commands):
        progress.report(at, len(commands))
        try:
            progress.check()
            changes = desk.run(command).changes
            done, last = done + 1, changes.change_set or last
        except Cancelled:
            return Carried(done, len(commands), first, stopped=True, last=last)
        except UserError as refusal:
            first = first or refusal
    progress.report(len(commands), len(commands))
    return Carried(done, len(commands), first, last=last)
