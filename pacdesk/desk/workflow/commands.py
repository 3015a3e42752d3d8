"""Commands and questions about ticket groups, types, stages and reasons."""

from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Question
from pacdesk.desk.workflow.references import ImportedFlow, ResolvedFlow
from pacdesk.desk.workflow.rows import Flow, ReasonRow, TypeRow, VersionCard, VersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveGroup(Command[UUID]):
    """Make a ticket group (`version` 0) or change one."""

    group: UUID
    version: int = 0
    name: str
    position: int = 0
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePlan:
    """A stage of a new flow; `kind` is a StageKind value."""

    name: str
    kind: str
    tone: str = "info"
    phase: str = ""
    expected_minutes: int | None = None
    is_default_entry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WayPlan:
    """A transition of a new flow: positions in the tuple of stages."""

    origin: int
    target: int
    label: str
    reason_required: bool = False
    comment_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateType(Command[UUID]):
    """Make a ticket type with a first, published version of its workflow.

    Without `stages` it gets the usual three: entry, work, conclusion.
    """

    type_id: UUID
    group: UUID
    name: str
    description: str = ""
    stages: tuple[StagePlan, ...] = ()
    ways: tuple[WayPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeType(Command[None]):
    """Rename a type, move it to another group, or switch it off."""

    type_id: UUID
    version: int
    group: UUID
    name: str
    description: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDraft(Command[UUID]):
    """The draft of a type's next version: the one there is, or a copy of the published one."""

    type_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft(Command[int]):
    """Put a flow in the place of a draft's; answers the draft's new row version. A draft may be as wrong
    as its maker likes: problems count when it is published."""

    version_id: UUID
    row_version: int
    flow: Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft(Command[None]):
    """Throw a draft away; undo brings it back."""

    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDraft(Command[None]):
    """Freeze a draft and let new tickets enter it; those that are on their way stay on theirs."""

    version_id: UUID
    row_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BringFlow(Command[UUID]):
    """Make a type with a flow that comes from elsewhere (a file), as a draft or published at once; with
    an older type's id, it becomes that type's draft. Answers the version's id."""

    type_id: UUID
    group: UUID
    name: str
    description: str = ""
    flow: Flow
    publish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveFlow(Command[ResolvedFlow]):
    """Give ids to the rows that a flow from a file names; departments, reasons and statuses that the desk
    lacks are made."""

    flow: Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFlow(Command[ImportedFlow]):
    """Take in a flow from a file, whole or not at all: group and type by their names, made when there are
    none, the rows it names as `ResolveFlow`, and the flow as a draft or published at once."""

    group_name: str
    type_name: str
    description: str = ""
    flow: Flow
    publish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReason(Command[UUID]):
    """Make a hand-over reason (`version` 0) or change one."""

    reason: UUID
    version: int = 0
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroups(Question[tuple[tuple[UUID, int, str, bool], ...]]):
    """Groups as (id, version, name, active), in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTypes(Question[tuple[TypeRow, ...]]):
    """Types that the asker is not blocked from (S1.23)."""

    only_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GetFlow(Question[Flow]):
    """A version of a workflow, whole."""

    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCurrentFlow(Question[Flow]):
    """The published flow that a new ticket of a type enters. Raises NotFound."""

    type_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVersions(Question[tuple[VersionRow, ...]]):
    """The versions of a type's workflow, the newest first."""

    type_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetVersion(Question[VersionCard]):
    """A version whole, with its state. Raises NotFound."""

    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReasons(Question[tuple[ReasonRow, ...]]):
    """Hand-over reasons by name."""

    only_active: bool = True
