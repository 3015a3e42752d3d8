"""Writes about groups, types and their workflows."""

from uuid import UUID

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.company.handlers import checked_name
from pacdesk.desk.registry import demand_may_rest
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.workflow import versions
from pacdesk.desk.workflow.commands import (
    ChangeType,
    CreateType,
    SaveGroup,
    SaveReason,
    StagePlan,
    WayPlan,
)
from pacdesk.desk.workflow.flows import put_flow
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, TransitionRow, VersionState
from pacdesk.desk.workflow.tables import (
    HandoverReason,
    TicketGroup,
    TicketType,
    WorkflowVersion,
)
from pacdesk.errors import Invalid

USUAL_STAGES = (
    StagePlan(name="Triagem", kind=StageKind.ENTRY, tone="novel", expected_minutes=60, is_default_entry=True),
    StagePlan(name="Atendimento", kind=StageKind.MIDDLE, tone="info", expected_minutes=480),
    StagePlan(name="Conclusão", kind=StageKind.RESOLVED, tone="ok"),
)
USUAL_WAYS = (
    WayPlan(origin=0, target=1, label="Iniciar atendimento"),
    WayPlan(origin=0, target=2, label="Concluir na triagem", comment_required=True),
    WayPlan(origin=1, target=0, label="Devolver à triagem", reason_required=True),
    WayPlan(origin=1, target=2, label="Concluir"),
)


def save_group(tx: Tx, command: SaveGroup) -> UUID:
    """Raises Forbidden, Conflict, Invalid `name.empty`, `name.taken`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    key = checked_name(tx, TicketGroup, command.name, command.group)
    row = tx.get_or_new(TicketGroup, command.group, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name, row.name_key = command.name.strip(), key
    row.position, row.active = command.position, command.active
    return command.group


def create_type(tx: Tx, command: CreateType) -> UUID:
    """Raises Forbidden, NotFound, Invalid `name.empty`, `name.taken`, `flow.one_default_entry` (S1.30)."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    tx.get(TicketGroup, command.group)
    key = versions.free_type_name(tx, command.group, command.name, command.type_id)
    stages, ways = command.stages or USUAL_STAGES, command.ways if command.stages else USUAL_WAYS
    entries = sum(stage.is_default_entry for stage in stages)
    if entries != 1:
        raise Invalid("flow.one_default_entry", field="stages", found=entries)
    version_id = tx.child_id("workflow version")
    tx.add(
        TicketType(
            id=command.type_id,
            group_id=command.group,
            name=command.name.strip(),
            name_key=key,
            description=command.description,
            current_version_id=version_id,
        )
    )
    tx.flush()
    tx.add(
        WorkflowVersion(
            id=version_id,
            type_id=command.type_id,
            number=1,
            state=VersionState.PUBLISHED,
            published_at=tx.at,
        )
    )
    tx.flush()
    put_flow(tx, version_id, _planned(tx, version_id, command.type_id, stages, ways))
    return command.type_id


def _planned(
    tx: Tx, version_id: UUID, type_id: UUID, stages: tuple[StagePlan, ...], ways: tuple[WayPlan, ...]
) -> Flow:
    ids = [tx.child_id("stage", n) for n in range(len(stages))]
    return Flow(
        version_id=version_id,
        type_id=type_id,
        number=1,
        stages=tuple(
            StageRow(
                id=ids[n],
                name=plan.name,
                phase=plan.phase,
                kind=StageKind(plan.kind),
                tone=plan.tone,
                is_default_entry=plan.is_default_entry,
                expected_minutes=plan.expected_minutes,
            )
            for n, plan in enumerate(stages)
        ),
        transitions=tuple(
            TransitionRow(
                id=tx.child_id("transition", n),
                from_stage_id=ids[way.origin],
                to_stage_id=ids[way.target],
                label=way.label,
                reason_required=way.reason_required,
                comment_required=way.comment_required,
            )
            for n, way in enumerate(ways)
        ),
    )


def change_type(tx: Tx, command: ChangeType) -> None:
    """Raises Forbidden, Conflict, NotFound, Invalid `name.empty`, `name.taken`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    tx.get(TicketGroup, command.group)
    key = versions.free_type_name(tx, command.group, command.name, command.type_id)
    row = tx.get_seen(TicketType, command.type_id, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.group_id = command.group
    row.name, row.name_key = command.name.strip(), key
    row.description, row.active = command.description, command.active


def save_reason(tx: Tx, command: SaveReason) -> UUID:
    """Raises Forbidden, Conflict, Invalid `name.empty`, `name.taken`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    key = checked_name(tx, HandoverReason, command.name, command.reason)
    row = tx.get_or_new(HandoverReason, command.reason, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name, row.name_key, row.active = command.name.strip(), key, command.active
    return command.reason


HANDLERS: Handlers = {
    SaveGroup: save_group,
    CreateType: create_type,
    ChangeType: change_type,
    SaveReason: save_reason,
    **versions.HANDLERS,
}
