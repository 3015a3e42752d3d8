"""What a workflow is made of: one version of it is a `Flow`, a value that is drawn, edited, compared,
written to a file, and asked by the engine."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pacdesk.desk.lean import dataclass


class StageKind(StrEnum):
    """What a stage is in its flow (DESIGN section 6)."""

    ENTRY = "entry"
    MIDDLE = "middle"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether a ticket there is closed."""
        return self in (StageKind.RESOLVED, StageKind.CANCELLED)


class VersionState(StrEnum):
    """Life of a workflow version."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Side(StrEnum):
    """From where a ticket is looked at: the team's window, or the client's (S1.33)."""

    INSIDE = "inside"
    ONLINE = "online"


class Responsible(StrEnum):
    """Who is responsible in a stage; entering it says whose turn it is."""

    KEEP = "keep"
    CLIENT = "client"
    ATTENDANT = "attendant"
    ROLE = "role"
    DEPARTMENT = "department"
    PREVIOUS = "previous"
    TECHNICAL = "technical_responsible"
    THIRD_PARTY = "third_party"


class Who(StrEnum):
    """Who may use a transition. None named: everybody who may work on the ticket."""

    HOLDER = "holder"
    DEPARTMENT = "department"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    CLIENT = "client"


class Trigger(StrEnum):
    """What sets a transition off: a person, time that went by, or something that happened elsewhere."""

    PERSON = "person"
    TIME = "time"
    EVENT = "event"


class FieldKind(StrEnum):
    """The kinds of a custom field (DESIGN section 3)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    DOCUMENT = "document"
    CLIENT = "client"
    FILE = "file"


class Demand(StrEnum):
    """What a transition asks of a field: to show it, to have it filled, to have it changed."""

    SHOW = "show"
    FILL = "fill"
    CHANGE = "change"


class ActionKind(StrEnum):
    """What happens by itself on a transition or on entering a stage."""

    SET_FIELD = "set_field"
    SET_NOW = "set_now"
    CLEAR_FIELD = "clear_field"
    SET_STATUS = "set_complementary_status"
    SEND_MESSAGE = "send_message"
    ASK_UNDERSTANDING = "ask_understanding"


class Op(StrEnum):
    """How a condition compares a field with its value."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NOT_ONE_OF = "not_one_of"
    FILLED = "filled"
    EMPTY = "empty"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Mode(StrEnum):
    """How the parts of a guard are joined."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Ref:
    """A row of a register that a flow names. `id` None: known by its name only (from a file)."""

    name: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison. `value` is plain; for `one_of` a list."""

    field: str
    op: Op
    value: Any = None


@dataclass(frozen=True, slots=True)
class Guard:
    """Conditions and groups of them, joined by and / or. An empty one is always met."""

    mode: Mode = Mode.ALL
    conditions: tuple[Condition, ...] = ()
    groups: tuple["Guard", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """Something done by itself. `field` and `value` for fields, `ref` for a status or a canned message,
    `text` for what is written."""

    kind: ActionKind
    field: str = ""
    value: Any = None
    ref: Ref | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow:
    """A value that may be chosen: `key` is stored, `name` is shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A custom field of a type. `key` stays the same over versions; `default`, `minimum` and `maximum`
    are plain values of the kind (lengths for texts)."""

    key: str
    name: str
    kind: FieldKind
    help: str = ""
    section: str = ""
    choices: tuple[ChoiceRow, ...] = ()
    default: Any = None
    minimum: str | None = None
    maximum: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """The five flags of a field in a stage (S1.33, S1.34). `field` is a ticket's own field or the key of
    a custom one."""

    field: str
    hidden_inside: bool = False
    hidden_online: bool = False
    read_only: bool = False
    required: bool = False
    needed_before: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return not (
            self.hidden_inside or self.hidden_online or self.read_only or self.required or self.needed_before
        )

    def hidden(self, side: Side) -> bool:
        """Whether that side does not see the field."""
        return self.hidden_inside if side is Side.INSIDE else self.hidden_online


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """An item of a stage's checklist; a required one holds the ticket until it is ticked."""

    key: str
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """A stage of a version. `key` stays the same over versions; `expected_minutes` are business minutes;
    `x`, `y` its place on the canvas, None until someone moved it."""

    id: UUID
    name: str
    kind: StageKind
    key: str = ""
    phase: str = ""
    position: int = 0
    tone: str = "info"
    is_default_entry: bool = False
    expected_minutes: int | None = None
    clock_runs: bool = True
    description: str = ""
    responsible: Responsible = Responsible.KEEP
    responsible_ref: Ref | None = None
    flags: tuple[FlagRow, ...] = ()
    checklist: tuple[CheckRow, ...] = ()
    on_entry: tuple[ActionRow, ...] = ()
    x: float | None = None
    y: float | None = None

    def flag(self, name: str) -> FlagRow:
        """The flags of a field here; blank when nothing is said of it."""
        return next((row for row in self.flags if row.field == name), FlagRow(field=name))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveField:
    """A field that a transition asks for."""

    field: str
    demand: Demand = Demand.SHOW


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRow:
    """A way from one stage to another (condição). `after_minutes` (business time) counts for the trigger
    `time`; `stimulus` is the name that several transitions share."""

    id: UUID
    from_stage_id: UUID
    to_stage_id: UUID
    label: str
    key: str = ""
    who: tuple[Who, ...] = ()
    guard: Guard | None = None
    reasons: tuple[Ref, ...] = ()
    reason_required: bool = False
    comment_required: bool = False
    fields: tuple[MoveField, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    trigger: Trigger = Trigger.PERSON
    after_minutes: int | None = None
    stimulus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """What an import could not express: a code of `notes.toml` with its facts, and the place."""

    code: str
    place: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One version of a type's workflow, whole. Stages and transitions stand in their order."""

    version_id: UUID
    type_id: UUID
    number: int
    stages: tuple[StageRow, ...]
    transitions: tuple[TransitionRow, ...]
    fields: tuple[FieldRow, ...] = ()
    notes: tuple[NoteRow, ...] = field(default=())

    def stage(self, stage_id: UUID) -> StageRow:
        """The stage with that id. Raises StopIteration for a foreign one: that is a bug."""
        return next(stage for stage in self.stages if stage.id == stage_id)

    def find_stage(self, stage_id: UUID | None) -> StageRow | None:
        """The stage with that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def stage_by_key(self, key: str) -> StageRow | None:
        """The stage that has that key in this version."""
        return next((stage for stage in self.stages if stage.key == key), None)

    def transition(self, transition_id: UUID) -> TransitionRow | None:
        """The transition with that id."""
        return next((way for way in self.transitions if way.id == transition_id), None)

    def field(self, key: str) -> FieldRow | None:
        """The custom field with that key."""
        return next((row for row in self.fields if row.key == key), None)

    @property
    def entry(self) -> StageRow:
        """The default entry (S1.30): exactly one in a published version."""
        return next(stage for stage in self.stages if stage.is_default_entry)

    @property
    def entries(self) -> tuple[StageRow, ...]:
        """The stages a ticket may be opened in, the default one first (S1.30)."""
        found = [s for s in self.stages if s.kind is StageKind.ENTRY or s.is_default_entry]
        return tuple(sorted(found, key=lambda s: (not s.is_default_entry, s.position)))

    def final(self, kind: StageKind) -> StageRow | None:
        """The first final stage of that kind, if the flow has one."""
        return next((stage for stage in self.stages if stage.kind is kind), None)

    def ways_out(self, stage_id: UUID) -> tuple[TransitionRow, ...]:
        """The transitions that leave a stage, in their order."""
        return tuple(way for way in self.transitions if way.from_stage_id == stage_id)

    def ways_in(self, stage_id: UUID) -> tuple[TransitionRow, ...]:
        """The transitions that lead to a stage, in their order."""
        return tuple(way for way in self.transitions if way.to_stage_id == stage_id)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a type's workflow, for lists. `row_version` is what a writer of the draft saw."""

    id: UUID
    row_version: int
    number: int
    state: VersionState
    published_at: datetime | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version whole, with the type it belongs to."""

    row: VersionRow
    type_id: UUID
    type_name: str
    group_name: str
    flow: Flow


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A ticket type with its group, for lists and choices."""

    id: UUID
    version: int
    name: str
    description: str
    group_id: UUID
    group_name: str
    active: bool


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A hand-over reason (motivo de repasse)."""

    id: UUID
    version: int
    name: str
    active: bool
