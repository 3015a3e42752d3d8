"""Moving open tickets to another version of their flow (DESIGN section 6).

An administrator's act, not a move of the flow: no guard and no required field is asked (what lacks is
told beforehand), nothing happens by itself, and whose turn it is stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from pacdesk.desk.access.queries import visible
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets import version_counts
from pacdesk.desk.tickets.common import derive_status
from pacdesk.desk.tickets.events import Fact, record_each
from pacdesk.desk.tickets.flow_questions import LackRow, MovePlan, MoveTickets, PlanMove, StageMoveRow
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.staging import COLUMNS
from pacdesk.desk.tickets.tables import StageVisit, Ticket, TicketValue
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.desk.values import Visibility, to_plain
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.mapping import counterpart, leads_there, mapping_problems
from pacdesk.desk.workflow.rows import Flow, StageRow, VersionState
from pacdesk.desk.workflow.rules import field_names, label_of
from pacdesk.desk.workflow.tables import WorkflowVersion
from pacdesk.errors import Invalid
from pacdesk.storage.unit_of_work import IMAGE_LIMIT

ROWS_A_TICKET = 4
"""The ticket, the visit that ends, the one that begins, the event."""
AT_ONCE = IMAGE_LIMIT // ROWS_A_TICKET
CHUNK = 200


def plan_move(asking: Asking, question: PlanMove) -> MovePlan:
    """What a move of tickets would do, stage by stage. Raises NotFound, Invalid `remap.refused`."""
    new = flow_of(asking, question.to_version)
    chosen, counts = dict(question.mapping), _counts(asking, new, question.from_version)
    rows: list[StageMoveRow] = []
    for version_id in _versions(asking, new, question.from_version):
        old = flow_of(asking, version_id)
        rows += [
            _planned(asking, old, new, stage, counts[stage.id], chosen)
            for stage in old.stages
            if stage.id in counts
        ]
    version = asking.get(WorkflowVersion, question.to_version)
    return MovePlan(
        to_version=new.version_id,
        number=new.number,
        published=version.state == VersionState.PUBLISHED,
        rows=tuple(rows),
        at_once=AT_ONCE,
    )


def _planned(
    asking: Asking, old: Flow, new: Flow, stage: StageRow, tickets: int, chosen: Mapping[UUID, UUID]
) -> StageMoveRow:
    suggested = counterpart(stage, new)
    target = new.find_stage(chosen.get(stage.id)) or suggested
    return StageMoveRow(
        version_id=old.version_id,
        number=old.number,
        stage_id=stage.id,
        stage=stage.name,
        tickets=tickets,
        suggested=suggested.id if suggested else None,
        target=target.id if target else None,
        leads_there=target is not None and leads_there(new, stage, target),
        lacks=_lacks(asking, new, stage, target) if target else (),
    )


def _versions(asking: Asking, new: Flow, from_version: UUID | None) -> Sequence[UUID]:
    """The versions that tickets come from, the oldest first. Raises Invalid `remap.refused`."""
    if from_version is None:
        return asking.session.scalars(
            select(WorkflowVersion.id)
            .where(WorkflowVersion.type_id == new.type_id, WorkflowVersion.id != new.version_id)
            .order_by(WorkflowVersion.number)
        ).all()
    problems = mapping_problems(flow_of(asking, from_version), new, {}, occupied=())
    if problems:
        raise Invalid("remap.refused", problems=problems, number=new.number)
    return [from_version]


def _open(asking: Asking, new: Flow, from_version: UUID | None) -> list[ColumnElement[bool]]:
    """Open tickets of those versions, as far as the asker sees them."""
    conditions = [
        Ticket.type_id == new.type_id,
        Ticket.workflow_version_id != new.version_id,
        Ticket.voided_at.is_(None),
        Ticket.closed_at.is_(None),
        visible(Ticket, asking.actor),
    ]
    if from_version is not None:
        conditions.append(Ticket.workflow_version_id == from_version)
    return conditions


def _counts(asking: Asking, new: Flow, from_version: UUID | None) -> dict[UUID, int]:
    found = asking.session.execute(
        select(Ticket.stage_id, func.count())
        .where(*_open(asking, new, from_version))
        .group_by(Ticket.stage_id)
    )
    return {row[0]: row[1] for row in found}


def _lacks(asking: Asking, new: Flow, stage: StageRow, target: StageRow) -> tuple[LackRow, ...]:
    """The fields that the stage to come demands, required there or needed before, and are empty."""
    demanded = {flag.field for flag in target.flags if flag.required or flag.needed_before}
    names = [name for name in field_names(new) if name in demanded]
    empty = dict.fromkeys(names, 0)
    if not names:
        return ()
    wanted = _open(asking, new, None)
    for values in _values(asking, [*wanted, Ticket.stage_id == stage.id], names):
        for name in names:
            empty[name] += not filled(values.get(name))
    return tuple(LackRow(field=name, label=label_of(new, name), tickets=n) for name, n in empty.items() if n)


def _values(
    asking: Asking, wanted: list[ColumnElement[bool]], names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """The values of those fields, ticket by ticket, a chunk in memory at a time."""
    own = [name for name in names if name in COLUMNS]
    columns = [getattr(Ticket, COLUMNS[name]) for name in own]
    last = 0
    while True:
        rows = asking.session.execute(
            select(Ticket.rowno, Ticket.id, *columns)
            .where(*wanted, Ticket.rowno > last)
            .order_by(Ticket.rowno)
            .limit(CHUNK)
        ).all()
        if not rows:
            return
        last = rows[-1][0]
        custom = custom_of(asking, [row[1] for row in rows], [n for n in names if n not in COLUMNS])
        for row in rows:
            yield dict(zip(own, map(to_plain, row[2:]), strict=True)) | custom.get(row[1], {})


def custom_of(asking: Asking, tickets: Sequence[UUID], names: Sequence[str]) -> dict[UUID, dict[str, Any]]:
    """The values of custom fields of many tickets."""
    found: dict[UUID, dict[str, Any]] = {}
    if names:
        rows = asking.session.execute(
            select(TicketValue.ticket_id, TicketValue.field, TicketValue.value).where(
                TicketValue.ticket_id.in_(tickets),
                TicketValue.field.in_(names),
                TicketValue.voided_at.is_(None),
            )
        )
        for ticket, name, value in rows:
            found.setdefault(ticket, {})[name] = value
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the tickets of each stage go, and what is said about it."""

    old: Mapping[UUID, Flow]
    new: Flow
    targets: Mapping[UUID, UUID]
    reason: str


def move_tickets(tx: Tx, command: MoveTickets) -> int:
    """Move open tickets to another version. Raises Forbidden, NotFound, Invalid `remap.not_published`,
    `remap.refused` with a problem for each stage with tickets that cannot go where it was sent."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    new = flow_of(tx, command.to_version)
    if tx.get(WorkflowVersion, command.to_version).state != VersionState.PUBLISHED:
        raise Invalid("remap.not_published", number=new.number)
    versions = _versions(tx, new, command.from_version)
    plan = _Plan(
        old={version: flow_of(tx, version) for version in versions},
        new=new,
        targets=dict(command.mapping),
        reason=command.reason.strip(),
    )
    _demand_whole(tx, plan, command.from_version)
    wanted = select(Ticket.id).where(*_open(tx, new, command.from_version)).order_by(Ticket.rowno)
    ids = tx.session.scalars(wanted.limit(command.most)).all()
    moved = 0
    for start in range(0, len(ids), CHUNK):
        moved += _move_chunk(tx, plan, ids[start : start + CHUNK])
    return moved


def _demand_whole(tx: Tx, plan: _Plan, from_version: UUID | None) -> None:
    occupied = _counts(tx, plan.new, from_version).keys()
    problems = [
        problem
        for old in plan.old.values()
        for problem in mapping_problems(old, plan.new, plan.targets, occupied)
    ]
    if problems:
        raise Invalid("remap.refused", problems=tuple(problems), number=plan.new.number)


def _move_chunk(tx: Tx, plan: _Plan, ids: Sequence[UUID]) -> int:
    """Their rows leave the session again, so that memory does not grow with their number."""
    tickets = tx.session.scalars(
        select(Ticket)
        .where(Ticket.id.in_(ids), Ticket.closed_at.is_(None))
        .order_by(Ticket.rowno)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    visits = tx.session.scalars(
        select(StageVisit).where(
            StageVisit.ticket_id.in_(ids), StageVisit.left_at.is_(None), StageVisit.voided_at.is_(None)
        )
    )
    standing = {visit.ticket_id: visit for visit in visits}
    facts = [(ticket, _moved(tx, plan, ticket, standing.get(ticket.id))) for ticket in tickets]
    record_each(tx, facts)
    tx.flush()
    tx.session.expunge_all()
    return len(tickets)


def _moved(tx: Tx, plan: _Plan, ticket: Ticket, visit: StageVisit | None) -> Fact:
    """Stand a ticket into its new stage; answers what its history is to say."""
    old = plan.old[ticket.workflow_version_id]
    before, target = old.stage(ticket.stage_id), plan.new.stage(plan.targets[ticket.stage_id])
    versions = f"v{old.number} → v{plan.new.number}"
    if visit is not None:
        visit.left_at = tx.at
    tx.add(
        StageVisit(
            id=tx.child_id(f"visit {ticket.id}"),
            ticket_id=ticket.id,
            portfolio_id=ticket.portfolio_id,
            stage_id=target.id,
            stage_label=target.name,
            entered_at=tx.at,
            attendant_id=ticket.attendant_id,
            attendant_label=tx.actor.name,
            reason=f"{versions} · {plan.reason}" if plan.reason else versions,
            off_flow=not leads_there(plan.new, before, target),
        )
    )
    if counterpart(before, plan.new) != target:
        ticket.stage_since = tx.at
    ticket.workflow_version_id = plan.new.version_id
    ticket.stage_id, ticket.stage_position = target.id, target.position
    derive_status(ticket, target.kind)
    return Fact(
        id=tx.child_id(f"version changed {ticket.id}"),
        kind=EventKind.VERSION_CHANGED,
        visibility=Visibility.INTERNAL,
        payload={
            "from": before.name,
            "to": target.name,
            "from_version": old.number,
            "to_version": plan.new.number,
            "reason": plan.reason,
        },
    )


HANDLERS: Handlers = {MoveTickets: move_tickets}
QUESTIONS: Questions = {PlanMove: plan_move, **version_counts.QUESTIONS}
