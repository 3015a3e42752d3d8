"""Moving a ticket: to other people, along its flow, to its end, and back from there."""

from sqlalchemy import select

from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.tickets import advancing, referrals, understanding
from pacdesk.desk.tickets.advancing import add_comment, reason_name
from pacdesk.desk.tickets.commands import CancelTicket, HandOver, ReopenTicket, WaitFor
from pacdesk.desk.tickets.common import (
    demand_verb,
    derive_status,
    hold_with,
    resting,
    seen_ticket,
    stage_kind,
)
from pacdesk.desk.tickets.entering import stand_in
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.field_changes import demand_changeable
from pacdesk.desk.tickets.rules import (
    CancelReason,
    EventKind,
    Verb,
    WaitingOn,
    handover_problems,
    waiting_problem,
)
from pacdesk.desk.tickets.tables import StageVisit, Ticket
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow
from pacdesk.errors import Invalid


def hand_over(tx: Tx, command: HandOver) -> None:
    """Hand a ticket to a department or one of its people; it waits to be taken there.

    Raises Forbidden, NotFound, Invalid with a problem a field: `handover.reason_required`,
    `handover.nothing_changes`, `field.inactive`.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.HAND_OVER)
    department = tx.get(Department, command.department)
    person = None if command.attendant is None else tx.get(StaffMember, command.attendant)
    reason = reason_name(tx, command.reason)
    problems = handover_problems(
        has_reason=bool(reason or command.comment.strip()),
        stays=(ticket.department_id, ticket.attendant_id) == (command.department, command.attendant),
    )
    problems += resting(department=department, attendant=person)
    if problems:
        raise Invalid("handover.incomplete", problems=problems)
    _demand_unlocked(tx, ticket, command)
    before = _names(tx, ticket)
    hold_with(tx, ticket, department=department.id, attendant=command.attendant)
    ticket.taken_at = None
    derive_status(ticket, stage_kind(tx, ticket))
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("handed over"),
            kind=EventKind.HANDED_OVER,
            visibility=Visibility.INTERNAL,
            payload={
                "from": before,
                "to": _names(tx, ticket),
                "reason": reason,
                "text": command.comment.strip(),
            },
        ),
    )


def _demand_unlocked(tx: Tx, ticket: Ticket, command: HandOver) -> None:
    """A stage may lock department or attendant (S1.25)."""
    flow = flow_of(tx, ticket.workflow_version_id)
    moved = {
        "department": command.department != ticket.department_id,
        "attendant": command.attendant != ticket.attendant_id,
    }
    demand_changeable(flow, ticket, [name for name, changes in moved.items() if changes])


def _names(tx: Tx, ticket: Ticket) -> str:
    department = tx.session.get_one(Department, ticket.department_id).name
    if ticket.attendant_id is None:
        return department
    return f"{department} · {tx.session.get_one(StaffMember, ticket.attendant_id).name}"


def _record_move(tx: Tx, ticket: Ticket, kind: EventKind, payload: dict[str, str]) -> None:
    fact = Fact(id=tx.child_id("moved"), kind=kind, visibility=Visibility.CLIENT, payload=payload)
    record(tx, ticket, fact)


def wait_for(tx: Tx, command: WaitFor) -> None:
    """Say whose turn it is (D3). Raises Forbidden, Invalid `waiting.unchanged`, `waiting.no_client`,
    `waiting.no_attendant`, `waiting.has_attendant`."""
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.WAIT)
    problem = waiting_problem(
        WaitingOn(ticket.waiting_on),
        command.waiting_on,
        has_client=ticket.client_id is not None,
        has_attendant=ticket.attendant_id is not None,
    )
    if problem is not None:
        raise Invalid(problem, field="waiting_on")
    before = ticket.waiting_on
    ticket.waiting_on = command.waiting_on
    derive_status(ticket, stage_kind(tx, ticket))
    add_comment(tx, ticket, command.comment, Visibility.INTERNAL)
    _record_move(
        tx, ticket, EventKind.WAITING, {"waiting_on": str(command.waiting_on), "before": str(before)}
    )


def cancel_ticket(tx: Tx, command: CancelTicket) -> None:
    """Cancel a ticket (S1.31, D21). A flow without a stage for it leaves it where it stands; one without
    a way there is left by an administrative move, marked `off_flow` (D12).

    Raises Forbidden, Invalid `cancel.reason_unknown`, `cancel.comment_required` (for "other").
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.CANCEL)
    if command.reason not in list(CancelReason):
        raise Invalid("cancel.reason_unknown", field="reason", reason=command.reason)
    if command.reason == CancelReason.OTHER and not command.comment.strip():
        raise Invalid("cancel.comment_required", field="comment")
    flow = flow_of(tx, ticket.workflow_version_id)
    before = flow.stage(ticket.stage_id)
    add_comment(tx, ticket, command.comment, Visibility.INTERNAL)
    ticket.cancel_reason = command.reason
    target = flow.final(StageKind.CANCELLED)
    way = next((w for w in flow.ways_out(before.id) if target and w.to_stage_id == target.id), None)
    if target is None:
        _leave_stage(tx, ticket)
        ticket.closed_at = tx.at
        derive_status(ticket, before.kind)
    else:
        condition = way.label if way else ""
        stand_in(tx, ticket, target, condition=condition, reason=command.reason, off_flow=way is None)
    _record_move(
        tx,
        ticket,
        EventKind.CANCELLED,
        {"from": before.name, "to": (target or before).name, "cancel_reason": command.reason},
    )


def _leave_stage(tx: Tx, ticket: Ticket) -> None:
    for visit in _visits(tx, ticket):
        if visit.left_at is None:
            visit.left_at = tx.at


def reopen_ticket(tx: Tx, command: ReopenTicket) -> None:
    """Open a closed ticket again, where it stood before its end (D10).

    Raises Forbidden, Invalid `reopen.reason_required`.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.REOPEN)
    if not command.reason.strip():
        raise Invalid("reopen.reason_required", field="reason")
    flow = flow_of(tx, ticket.workflow_version_id)
    before, target = flow.stage(ticket.stage_id), _stage_before_end(tx, ticket, flow)
    ticket.cancel_reason = ""
    ticket.reopened_count += 1
    ticket.waiting_on = WaitingOn.ATTENDANT if ticket.attendant_id else WaitingOn.DEPARTMENT
    known = any(way.to_stage_id == target.id for way in flow.ways_out(before.id))
    stand_in(tx, ticket, target, reason=command.reason.strip(), off_flow=not known)
    _record_move(
        tx,
        ticket,
        EventKind.REOPENED,
        {"from": before.name, "to": target.name, "reason": command.reason.strip()},
    )


def _stage_before_end(tx: Tx, ticket: Ticket, flow: Flow) -> StageRow:
    known = {stage.id: stage for stage in flow.stages if not stage.kind.is_final}
    for visit in reversed(_visits(tx, ticket)):
        if visit.stage_id in known:
            return known[visit.stage_id]
    return flow.entry


def _visits(tx: Tx, ticket: Ticket) -> list[StageVisit]:
    return list(
        tx.session.scalars(
            select(StageVisit)
            .where(StageVisit.ticket_id == ticket.id, StageVisit.voided_at.is_(None))
            .order_by(StageVisit.entered_at, StageVisit.rowno)
        )
    )


HANDLERS: Handlers = {
    HandOver: hand_over,
    **advancing.HANDLERS,
    **understanding.HANDLERS,
    **referrals.HANDLERS,
    WaitFor: wait_for,
    CancelTicket: cancel_ticket,
    ReopenTicket: reopen_ticket,
}
