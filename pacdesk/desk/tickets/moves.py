"""Moving a ticket: to other people, along its flow, to its end, and back from there."""

from uuid import UUID

from sqlalchemy import select, update

from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.tickets.commands import AdvanceTicket, CancelTicket, HandOver, ReopenTicket, WaitFor
from pacdesk.desk.tickets.common import demand_verb, derive_status, enter_stage, seen_ticket
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.rules import (
    CancelReason,
    EventKind,
    TicketKind,
    Verb,
    WaitingOn,
    handover_problems,
    transition_problems,
    waiting_problem,
)
from pacdesk.desk.tickets.tables import StageVisit, Ticket
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, TransitionRow
from pacdesk.desk.workflow.tables import HandoverReason
from pacdesk.errors import Conflict, Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO, SearchDoc


def hand_over(tx: Tx, command: HandOver) -> None:
    """Hand a ticket to a department or one of its people; it waits to be taken there.

    Raises Forbidden, NotFound, Invalid with a problem a field: `handover.reason_required`,
    `handover.nothing_changes`, `handover.of_another_department`, `field.inactive`.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.HAND_OVER)
    department = tx.get(Department, command.department)
    person = None if command.attendant is None else tx.get(StaffMember, command.attendant)
    reason = _reason_name(tx, command.reason)
    problems = handover_problems(
        has_reason=bool(reason or command.comment.strip()),
        stays=(ticket.department_id, ticket.attendant_id) == (command.department, command.attendant),
        department_active=department.active,
        person_active=person is None or person.active,
        person_belongs=person is None or person.department_id in (None, department.id),
    )
    if problems:
        raise Invalid("handover.incomplete", problems=problems)
    before = _names(tx, ticket)
    ticket.department_id = department.id
    ticket.attendant_id = command.attendant
    ticket.attendant_sort_key = person.sort_key if person else ""
    ticket.taken_at = None
    ticket.waiting_on = WaitingOn.ATTENDANT if person else WaitingOn.DEPARTMENT
    derive_status(ticket, _stage(tx, ticket).kind)
    _follow_department(tx, ticket, department)
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


def _names(tx: Tx, ticket: Ticket) -> str:
    department = tx.session.get_one(Department, ticket.department_id).name
    if ticket.attendant_id is None:
        return department
    return f"{department} · {tx.session.get_one(StaffMember, ticket.attendant_id).name}"


def _follow_department(tx: Tx, ticket: Ticket, department: Department) -> None:
    """A ticket on own structure has its department's portfolio (DESIGN section 3)."""
    portfolio = department.portfolio_id or NO_PORTFOLIO
    if ticket.kind != TicketKind.OWN_STRUCTURE or ticket.portfolio_id == portfolio:
        return
    ticket.portfolio_id = portfolio
    tx.flush()
    tx.session.execute(
        update(SearchDoc).where(SearchDoc.ticket_id == ticket.id).values(portfolio_id=portfolio)
    )


def advance_ticket(tx: Tx, command: AdvanceTicket) -> None:
    """Move a ticket through a transition that leaves its stage; a final stage concludes it (S1.26).

    Raises Forbidden, NotFound, Conflict `ticket.stage_moved` when somebody moved it before, Invalid
    `transition.reason_required`, `transition.comment_required`.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.ADVANCE)
    flow = flow_of(tx, ticket.workflow_version_id)
    way = _way_out(flow, ticket, command.transition)
    target = flow.stage(way.to_stage_id)
    _demand_end(tx, ticket, target.kind)
    reason = _reason_name(tx, command.reason)
    problems = transition_problems(way, reason=reason, comment=command.comment)
    if problems:
        raise Invalid("transition.incomplete", problems=problems)
    before = flow.stage(ticket.stage_id)
    _comment(tx, ticket, command.comment, command.comment_visibility)
    _stand_in(tx, ticket, target, condition=way.label, reason=reason)
    kinds = {StageKind.RESOLVED: EventKind.RESOLVED, StageKind.CANCELLED: EventKind.CANCELLED}
    _record_move(
        tx,
        ticket,
        kinds.get(target.kind, EventKind.STAGE_CHANGED),
        {"from": before.name, "to": target.name, "condition": way.label, "reason": reason},
    )


def _way_out(flow: Flow, ticket: Ticket, transition: UUID) -> TransitionRow:
    way = next((way for way in flow.transitions if way.id == transition), None)
    if way is None:
        raise NotFound("row.not_found", table="transitions", id=str(transition))
    if way.from_stage_id != ticket.stage_id:
        raise Conflict("ticket.stage_moved", stage=flow.stage(ticket.stage_id).name, since=ticket.stage_since)
    return way


def _demand_end(tx: Tx, ticket: Ticket, kind: StageKind) -> None:
    if kind is StageKind.RESOLVED:
        demand_verb(tx, ticket, Verb.RESOLVE)
    elif kind is StageKind.CANCELLED:
        demand_verb(tx, ticket, Verb.CANCEL)


def _comment(tx: Tx, ticket: Ticket, comment: str, visibility: Visibility) -> None:
    """What was said at a move is an entry of its own: the move is for the client's eyes too."""
    if not comment.strip():
        return
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("comment"),
            kind=EventKind.REPLY if visibility is Visibility.CLIENT else EventKind.NOTE,
            visibility=visibility,
            payload={"text": comment.strip()},
        ),
    )


def _stand_in(tx: Tx, ticket: Ticket, stage: StageRow, *, condition: str = "", reason: str = "") -> None:
    enter_stage(tx, ticket, stage, condition=condition, reason=reason)
    ticket.stage_id, ticket.stage_position, ticket.stage_since = stage.id, stage.position, tx.at
    ticket.closed_at = tx.at if stage.kind.is_final else None
    derive_status(ticket, stage.kind)


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
    derive_status(ticket, _stage(tx, ticket).kind)
    _comment(tx, ticket, command.comment, Visibility.INTERNAL)
    _record_move(
        tx, ticket, EventKind.WAITING, {"waiting_on": str(command.waiting_on), "before": str(before)}
    )


def cancel_ticket(tx: Tx, command: CancelTicket) -> None:
    """Cancel a ticket (S1.31, D21). A flow without a stage for it leaves it where it stands.

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
    _comment(tx, ticket, command.comment, Visibility.INTERNAL)
    ticket.cancel_reason = command.reason
    target = flow.final(StageKind.CANCELLED)
    if target is None:
        _leave_stage(tx, ticket)
        ticket.closed_at = tx.at
        derive_status(ticket, before.kind)
    else:
        _stand_in(tx, ticket, target, reason=command.reason)
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
    _stand_in(tx, ticket, target, reason=command.reason.strip())
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


def _stage(tx: Tx, ticket: Ticket) -> StageRow:
    return flow_of(tx, ticket.workflow_version_id).stage(ticket.stage_id)


def _reason_name(tx: Tx, reason: UUID | None) -> str:
    return "" if reason is None else tx.get(HandoverReason, reason).name


HANDLERS: Handlers = {
    HandOver: hand_over,
    AdvanceTicket: advance_ticket,
    WaitFor: wait_for,
    CancelTicket: cancel_ticket,
    ReopenTicket: reopen_ticket,
}
