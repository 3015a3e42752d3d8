"""Reads about groups, types and workflows."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.workflow.commands import (
    GetCurrentFlow,
    GetFlow,
    GetVersion,
    ListGroups,
    ListReasons,
    ListTypes,
    ListVersions,
)
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import Flow, ReasonRow, TypeRow, VersionCard, VersionRow, VersionState
from pacdesk.desk.workflow.tables import (
    HandoverReason,
    TicketGroup,
    TicketType,
    WorkflowVersion,
)
from pacdesk.errors import NotFound


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


def list_versions(asking: Asking, question: ListVersions) -> tuple[VersionRow, ...]:
    """The versions of a type, the newest first. Raises NotFound."""
    kind = asking.get(TicketType, question.type_id)
    found = asking.session.scalars(
        select(WorkflowVersion)
        .where(WorkflowVersion.type_id == kind.id, WorkflowVersion.voided_at.is_(None))
        .order_by(WorkflowVersion.number.desc())
    )
    return tuple(_version_row(version, kind) for version in found)


def _version_row(version: WorkflowVersion, kind: TicketType) -> VersionRow:
    return VersionRow(
        id=version.id,
        row_version=version.version,
        number=version.number,
        state=VersionState(version.state),
        published_at=version.published_at,
        is_current=kind.current_version_id == version.id,
    )


def get_version(asking: Asking, question: GetVersion) -> VersionCard:
    """A version whole. Raises NotFound."""
    version = asking.get(WorkflowVersion, question.version_id)
    kind = asking.get(TicketType, version.type_id)
    return VersionCard(
        row=_version_row(version, kind),
        type_id=kind.id,
        type_name=kind.name,
        group_name=asking.get(TicketGroup, kind.group_id).name,
        flow=flow_of(asking, version.id),
    )


QUESTIONS: Questions = {
    ListGroups: list_groups,
    ListTypes: list_types,
    ListReasons: list_reasons,
    GetFlow: get_flow,
    GetCurrentFlow: get_current_flow,
    ListVersions: list_versions,
    GetVersion: get_version,
}
