"""Writes about versions of a workflow: drafts are edited freely, publishing freezes them (DESIGN 6)."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import to_plain
from pacdesk.desk.workflow.commands import BringFlow, DiscardDraft, EditDraft, PublishDraft, SaveDraft
from pacdesk.desk.workflow.flows import flow_of, put_flow
from pacdesk.desk.workflow.problems import Problem, errors_of
from pacdesk.desk.workflow.rows import Flow, VersionState
from pacdesk.desk.workflow.tables import TicketGroup, TicketType, WorkflowVersion
from pacdesk.errors import Conflict, Invalid, NotFound, UserError
from pacdesk.storage.types import fold


def edit_draft(tx: Tx, command: EditDraft) -> UUID:
    """The type's draft, made of its published version when there is none. Raises Forbidden, NotFound."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    kind = tx.get(TicketType, command.type_id)
    draft = _draft_of(tx, kind.id)
    if draft is not None:
        return draft.id
    if kind.current_version_id is None:
        raise NotFound("flow.none_published", type=kind.name)
    published = flow_of(tx, kind.current_version_id)
    version_id = _new_draft(tx, kind.id)
    put_flow(tx, version_id, with_new_ids(published, tx.child_id))
    return version_id


def _draft_of(tx: Tx, type_id: UUID) -> WorkflowVersion | None:
    return tx.session.scalars(
        select(WorkflowVersion).where(
            WorkflowVersion.type_id == type_id,
            WorkflowVersion.state == VersionState.DRAFT,
            WorkflowVersion.voided_at.is_(None),
        )
    ).first()


def _new_draft(tx: Tx, type_id: UUID) -> UUID:
    last = tx.session.scalar(
        select(func.max(WorkflowVersion.number)).where(WorkflowVersion.type_id == type_id)
    )
    version_id = tx.child_id("workflow version")
    tx.add(WorkflowVersion(id=version_id, type_id=type_id, number=(last or 0) + 1, state=VersionState.DRAFT))
    tx.flush()
    return version_id


def with_new_ids(flow: Flow, child_id: Callable[[str, int], UUID]) -> Flow:
    """The same flow with ids of its own: keys stay, so versions can be compared and tickets moved."""
    ids = {stage.id: child_id("stage", n) for n, stage in enumerate(flow.stages)}
    return replace(
        flow,
        stages=tuple(replace(stage, id=ids[stage.id]) for stage in flow.stages),
        transitions=tuple(
            replace(
                way,
                id=child_id("transition", n),
                from_stage_id=ids[way.from_stage_id],
                to_stage_id=ids[way.to_stage_id],
            )
            for n, way in enumerate(flow.transitions)
            if {way.from_stage_id, way.to_stage_id} <= ids.keys()
        ),
    )


def save_draft(tx: Tx, command: SaveDraft) -> int:
    """Put another flow in a draft. Raises Forbidden, NotFound, Conflict, Invalid `flow.frozen`,
    `flow.unconnected` (a transition without its stages)."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    version = _seen_draft(tx, command.version_id, command.row_version)
    known = {stage.id for stage in command.flow.stages}
    for way in command.flow.transitions:
        if not {way.from_stage_id, way.to_stage_id} <= known:
            raise Invalid("flow.unconnected", field="transitions", transition=way.label)
    put_flow(tx, version.id, command.flow)
    version.notes = to_plain(command.flow.notes)
    flag_modified(version, "notes")
    tx.flush()
    return version.version


def _seen_draft(tx: Tx, version_id: UUID, row_version: int) -> WorkflowVersion:
    """Raises NotFound, Invalid `flow.frozen`, Conflict `flow.draft_saved_meanwhile` with who and when."""
    version = tx.get(WorkflowVersion, version_id)
    if version.version != row_version:
        who, at = tx.last_change(version)
        raise Conflict("flow.draft_saved_meanwhile", number=version.number, who=who, at=at)
    if version.state != VersionState.DRAFT:
        raise Invalid("flow.frozen", number=version.number)
    return version


def discard_draft(tx: Tx, command: DiscardDraft) -> None:
    """Throw a draft away. Raises Forbidden, NotFound, Invalid `flow.frozen`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    version = tx.get(WorkflowVersion, command.version_id)
    if version.state != VersionState.DRAFT:
        raise Invalid("flow.frozen", number=version.number)
    version.voided_at = tx.at


def publish_draft(tx: Tx, command: PublishDraft) -> None:
    """Freeze a draft; new tickets of the type enter it. Raises Forbidden, NotFound, Conflict, Invalid
    `flow.frozen`, `flow.not_publishable` with every problem."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    version = _seen_draft(tx, command.version_id, command.row_version)
    _demand_sound(flow_of(tx, version.id))
    _publish(tx, version)


def _demand_sound(flow: Flow) -> None:
    problems = tuple(_told(problem) for problem in errors_of(flow))
    if problems:
        raise Invalid("flow.not_publishable", problems=problems)


def _told(problem: Problem) -> UserError:
    return UserError(problem.code, field=problem.field, place=problem.place, **dict(problem.facts))


def _publish(tx: Tx, version: WorkflowVersion) -> None:
    version.state = VersionState.PUBLISHED
    version.published_at = tx.at
    tx.get(TicketType, version.type_id).current_version_id = version.id


def bring_flow(tx: Tx, command: BringFlow) -> UUID:
    """Take in a flow from a file. Raises Forbidden, NotFound, Conflict `flow.draft_in_the_way`, Invalid
    `name.empty`, `flow.not_publishable`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    kind = tx.find(TicketType, command.type_id)
    if kind is None:
        _make_type(tx, command)
    elif _draft_of(tx, kind.id) is not None:
        raise Conflict("flow.draft_in_the_way", type=kind.name)
    if command.publish:
        _demand_sound(command.flow)
    version_id = _new_draft(tx, command.type_id)
    put_flow(tx, version_id, with_new_ids(command.flow, tx.child_id))
    version = tx.get(WorkflowVersion, version_id)
    version.notes = to_plain(command.flow.notes)
    if command.publish:
        _publish(tx, version)
    return version_id


def free_type_name(tx: Tx, group: UUID, name: str, own: UUID) -> str:
    """The sort key of a type's name, if no other type of the group has it. Raises Invalid `name.empty`,
    `name.taken`."""
    key = fold(name)
    if not key:
        raise Invalid("name.empty", field="name")
    taken = tx.session.scalar(
        select(TicketType.id).where(
            TicketType.group_id == group, TicketType.name_key == key, TicketType.id != own
        )
    )
    if taken is not None:
        raise Invalid("name.taken", field="name", name=name.strip())
    return key


def _make_type(tx: Tx, command: BringFlow) -> None:
    tx.get(TicketGroup, command.group)
    key = free_type_name(tx, command.group, command.name, command.type_id)
    tx.add(
        TicketType(
            id=command.type_id,
            group_id=command.group,
            name=command.name.strip(),
            name_key=key,
            description=command.description,
        )
    )
    tx.flush()


HANDLERS: Handlers = {
    EditDraft: edit_draft,
    SaveDraft: save_draft,
    DiscardDraft: discard_draft,
    PublishDraft: publish_draft,
    BringFlow: bring_flow,
}
