"""Commands and questions between tickets and the versions of their flow: how many stand where, moving those
that are on their way to another version, and asking a version what it says of past ones."""

from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Question
from pacdesk.desk.workflow.replaying import Mark, ReplayReport
from pacdesk.desk.workflow.rows import Flow, TypeRow

Stages = tuple[tuple[UUID, UUID], ...]
"""From a stage of an older version to one of the newer: pairs, one a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LackRow:
    """A field that the stage to come demands, and how many tickets have it empty. `label` is empty for a
    ticket's own field."""

    field: str
    label: str
    tickets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoveRow:
    """The open tickets in one stage of an older version. `suggested` is the stage of the newer version
    that suggests itself, `target` the one that this row was counted for. `leads_there`: the newer flow
    has that way; else the move is marked off flow (D12)."""

    version_id: UUID
    number: int
    stage_id: UUID
    stage: str
    tickets: int
    suggested: UUID | None
    target: UUID | None
    leads_there: bool
    lacks: tuple[LackRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePlan:
    """What moving tickets to a version would do. `undoable`: it fits into one change that can be taken
    back (DESIGN section 4); `at_once` tickets do."""

    to_version: UUID
    number: int
    published: bool
    rows: tuple[StageMoveRow, ...]
    at_once: int

    @property
    def tickets(self) -> int:
        """How many tickets would move."""
        return sum(row.tickets for row in self.rows)

    @property
    def undoable(self) -> bool:
        """Whether all of it can be taken back in one step."""
        return self.tickets <= self.at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMove(Question[MovePlan]):
    """What moving the open tickets of an older version (None: of every other one of the type) would do;
    stages that `mapping` does not name are counted for the stage that suggests itself."""

    to_version: UUID
    from_version: UUID | None = None
    mapping: Stages = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTickets(Command[int]):
    """Move the open tickets of an older version (None: of every other one of the type) to another version
    by a mapping of its stages; answers how many. Values stay by their key. `most` of them, the oldest
    first, when it is done in steps; `reason` is kept with each ticket."""

    to_version: UUID
    from_version: UUID | None = None
    mapping: Stages
    reason: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionUse:
    """How many open tickets stand in a version of a type's flow."""

    type_id: UUID
    version_id: UUID
    tickets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOpenTickets(Question[tuple[VersionUse, ...]]):
    """The versions of a type (None: of every one) that have open tickets, with how many. All are counted,
    also those that the asker may not see."""

    type_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTypesInUse(Question[tuple[tuple[TypeRow, int], ...]]):
    """Every type, in use or not, with how many open tickets it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayTickets(Question[ReplayReport]):
    """What a flow says of the last tickets of its type: `last` of them, None for all. The flow is the one
    given, such as a draft that is not saved, else that version, else the one that new tickets of `type_id`
    enter. `after`: go on where another part ended."""

    flow: Flow | None = None
    version_id: UUID | None = None
    type_id: UUID | None = None
    last: int | None = None
    after: Mark | None = None
