"""The stage engine's values. Rules are pure: what a stage is, and which moves leave it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


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


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of a version."""

    id: UUID
    name: str
    phase: str
    position: int
    kind: StageKind
    tone: str
    is_default_entry: bool
    expected_minutes: int | None
    clock_runs: bool


@dataclass(frozen=True, slots=True)
class TransitionRow:
    """A way from one stage to another (condição)."""

    id: UUID
    from_stage_id: UUID
    to_stage_id: UUID
    label: str
    reason_required: bool
    comment_required: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """One version of a type's workflow, whole."""

    version_id: UUID
    type_id: UUID
    number: int
    stages: tuple[StageRow, ...]
    transitions: tuple[TransitionRow, ...]

    def stage(self, stage_id: UUID) -> StageRow:
        """The stage with that id. Raises StopIteration for a foreign one: that is a bug."""
        return next(stage for stage in self.stages if stage.id == stage_id)

    @property
    def entry(self) -> StageRow:
        """The default entry (S1.30): exactly one."""
        return next(stage for stage in self.stages if stage.is_default_entry)

    def final(self, kind: StageKind) -> StageRow | None:
        """The first final stage of that kind, if the flow has one."""
        return next((stage for stage in self.stages if stage.kind is kind), None)

    def ways_out(self, stage_id: UUID) -> tuple[TransitionRow, ...]:
        """The transitions that leave a stage, in their order."""
        return tuple(way for way in self.transitions if way.from_stage_id == stage_id)


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
