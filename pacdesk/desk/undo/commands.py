"""Commands and questions about taking back what was done."""

from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.undo.rules import UndoOutcome, UndoRow, UndoState
from pacdesk.desk.values import Command, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command[UndoOutcome]):
    """Take back a change set; taking back an undo is a redo. `together` is one id for several undos that
    are given at once."""

    change_set: UUID
    together: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsOf(Question[tuple[UUID, ...]]):
    """What to take back when a change set is taken back: itself, or all that was done together with it and
    still stands, the newest first."""

    change_set: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStatus(Question[UndoState]):
    """What the asker's *undo* and *redo* would act on. `limit`: how far back it looks."""

    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChangeSets(Question[tuple[UndoRow, ...]]):
    """What was done, newest first: the asker's own, or everybody's (an administrator's view). What was given
    together is one row."""

    limit: int = 100
    mine: bool = True
