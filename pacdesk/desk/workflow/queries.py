"""Reads about groups, types and workflows."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.workflow.commands import GetCurrentFlow, GetFlow, ListGroups, ListReasons, ListTypes
from pacdesk.desk.workflow.rules import Flow, ReasonRow, StageKind, StageRow, TransitionRow, TypeRow
from pacdesk.desk.workflow.tables import (
    HandoverReason,
    Stage,
    TicketGroup,
    TicketType,
    Transition,
    WorkflowVersion,
)
from pacdesk.errors import NotFound


def flow_of(asking: Asking, version_id: UUID) -> Flow:
    """A version of a workflow, whole. Raises NotFound."""
    version = asking.get(WorkflowVersion, version_id)
    stages = asking.session.scalars(
        select(Stage).where(Stage.version_id == version_id).order_by(Stage.position)
    )
    ways = asking.session.scalars(
        select(Transition).where(Transition.version_id == version_id).order_by(Transition.position)
    )
    return Flow(
        version_id=version.id,
        type_id=version.type_id,
        number=version.number,
        stages=tuple(
            StageRow(
                id=s.id,
                name=s.name,
                phase=s.phase,
                position=s.position,
                kind=StageKind(s.kind),
                tone=s.tone,
                is_default_entry=s.is_default_entry,
                expected_minutes=s.expected_minutes,
                clock_runs=s.clock_runs,
            )
            for s in stages
        ),
        transitions=tuple(
            TransitionRow(
                id=w.id,
                from_stage_id=w.from_stage_id,
                to_stage_id=w.to_stage_id,
                label=w.label,
                reason_required=w.reason_required,
                comment_required=w.comment_required,
            )
            for w in ways
        ),
    )


def current_flow(asking: Asking, type_id: UUID) -> Flow:
    """The published flow that a new ticket of that type enters. Raises NotFound."""
    kind = asking.get(TicketType, type_id)
    if kind.current_version_id is None:
        raise NotFound("flow.none_published", type=kind.name)
    return flow_of(asking, kind.current_version_id)


def list_groups(asking: Asking, question: ListGroups) -> tuple[tuple[UUID, int, str, bool], ...]:
    """Groups in their order."""
    del question
    found = asking.session.scalars(
        select(TicketGroup)
        .where(TicketGroup.voided_at.is_(None))
        .order_by(TicketGroup.position, TicketGroup.name_key)
    )
    return tuple((g.id, g.version, g.name, g.active) for g in found)


def list_types(asking: Asking, question: ListTypes) -> tuple[TypeRow, ...]:
    """Types in the order of their groups, without those blocked for the asker (S1.23)."""
    wanted = (
        select(TicketType, TicketGroup.name)
        .join(TicketGroup, TicketGroup.id == TicketType.group_id)
        .where(TicketType.voided_at.is_(None))
        .order_by(TicketGroup.position, TicketGroup.name_key, TicketType.position, TicketType.name_key)
    )
    if question.only_active:
        wanted = wanted.where(TicketType.active, TicketGroup.active)
    blocked = asking.actor.sight.blocked_types
    return tuple(
        TypeRow(
            id=t.id,
            version=t.version,
            name=t.name,
            description=t.description,
            group_id=t.group_id,
            group_name=group,
            active=t.active,
        )
        for t, group in asking.session.execute(wanted)
        if t.id not in blocked
    )


def list_reasons(asking: Asking, question: ListReasons) -> tuple[ReasonRow, ...]:
    """Hand-over reasons by name."""
    wanted = select(HandoverReason).where(HandoverReason.voided_at.is_(None))
    if question.only_active:
        wanted = wanted.where(HandoverReason.active)
    found = asking.session.scalars(wanted.order_by(HandoverReason.name_key))
    return tuple(ReasonRow(id=r.id, version=r.version, name=r.name, active=r.active) for r in found)


def get_flow(asking: Asking, question: GetFlow) -> Flow:
    """A version of a workflow, whole."""
    return flow_of(asking, question.version_id)


def get_current_flow(asking: Asking, question: GetCurrentFlow) -> Flow:
    """The flow that new tickets of the type enter. Raises NotFound."""
    return current_flow(asking, question.type_id)


QUESTIONS: Questions = {
    ListGroups: list_groups,
    ListTypes: list_types,
    ListReasons: list_reasons,
    GetFlow: get_flow,
    GetCurrentFlow: get_current_flow,
}
