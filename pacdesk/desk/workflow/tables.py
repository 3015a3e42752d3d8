"""Groups, types, workflow versions, stages, field flags, transitions and hand-over reasons."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Versioned, Voidable
from pacdesk.storage.types import Json, SortKey, Uid


class TicketGroup(Versioned, Voidable, Base):
    """A group of ticket types (S1.24)."""

    __tablename__ = "ticket_groups"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class TicketType(Versioned, Voidable, Base):
    """A type of ticket; it owns a workflow (DESIGN section 6)."""

    __tablename__ = "ticket_types"
    __table_args__ = (UniqueConstraint("group_id", "name_key", name="uq_ticket_types_group_name"),)
    public = True

    group_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("ticket_groups.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey)
    description: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    current_version_id: Mapped[UUID | None] = mapped_column(Uid, default=None)


class WorkflowVersion(Versioned, Voidable, Base):
    """A version of a type's workflow: draft, then published and frozen."""

    __tablename__ = "workflow_versions"
    __table_args__ = (UniqueConstraint("type_id", "number", name="uq_workflow_versions_type_number"),)
    public = True

    type_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("ticket_types.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    notes: Mapped[Any] = mapped_column(Json, default=None, nullable=True)


class FlowField(Versioned, Base):
    """A custom field of a version. Its `key` stays the same over versions: values hang on it."""

    __tablename__ = "flow_fields"
    __table_args__ = (UniqueConstraint("version_id", "key", name="uq_flow_fields_version_key"),)
    public = True

    version_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("workflow_versions.id"), index=True)
    key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    help: Mapped[str] = mapped_column(default="")
    section: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    choices: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    default: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    minimum: Mapped[str | None] = mapped_column(default=None)
    maximum: Mapped[str | None] = mapped_column(default=None)


class Stage(Versioned, Base):
    """A stage of a version. Publishing demands exactly one default entry (S1.30)."""

    __tablename__ = "stages"
    __table_args__ = (UniqueConstraint("version_id", "key", name="uq_stages_version_key"),)
    public = True

    version_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("workflow_versions.id"), index=True)
    name: Mapped[str]
    phase: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(default="middle")
    tone: Mapped[str] = mapped_column(default="info")
    is_default_entry: Mapped[bool] = mapped_column(default=False)
    key: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="keep")
    responsible_ref: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    expected_minutes: Mapped[int | None] = mapped_column(default=None)
    clock_runs: Mapped[bool] = mapped_column(default=True)
    checklist: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    on_entry: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    x: Mapped[float | None] = mapped_column(default=None)
    y: Mapped[float | None] = mapped_column(default=None)


class StageField(Versioned, Base):
    """The flags of one field in one stage (S1.33, S1.34)."""

    __tablename__ = "stage_fields"
    __table_args__ = (UniqueConstraint("stage_id", "field", name="uq_stage_fields_stage_field"),)
    public = True

    stage_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("stages.id"), index=True)
    field: Mapped[str]
    hidden_inside: Mapped[bool] = mapped_column(default=False)
    hidden_online: Mapped[bool] = mapped_column(default=False)
    read_only: Mapped[bool] = mapped_column(default=False)
    required: Mapped[bool] = mapped_column(default=False)
    needed_before: Mapped[bool] = mapped_column(default=False)


class Transition(Versioned, Base):
    """A way out of a stage (condição)."""

    __tablename__ = "transitions"
    public = True

    version_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("workflow_versions.id"), index=True)
    from_stage_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("stages.id"), index=True)
    to_stage_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("stages.id"), index=True)
    label: Mapped[str]
    key: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    who: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    guard: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    reasons: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    reason_required: Mapped[bool] = mapped_column(default=False)
    comment_required: Mapped[bool] = mapped_column(default=False)
    fields: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    actions: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    trigger: Mapped[str] = mapped_column(default="person")
    after_minutes: Mapped[int | None] = mapped_column(default=None)
    stimulus: Mapped[str] = mapped_column(default="")


class HandoverReason(Versioned, Voidable, Base):
    """A reason for handing over (motivo de repasse)."""

    __tablename__ = "handover_reasons"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    active: Mapped[bool] = mapped_column(default=True)
