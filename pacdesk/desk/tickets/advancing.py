"""Moving a ticket along its flow: by a transition, one or many tickets; and ticking its checklist."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.commands import AdvanceTicket, AdvanceTickets, FieldChange, TickItem
from pacdesk.desk.tickets.common import business_time, demand_verb, seen_ticket
from pacdesk.desk.tickets.entering import do_actions, hand_to_responsible, stand_in
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.field_changes import (
    HANDED,
    Wanted,
    check_wanted,
    read_changes,
    record_changes,
    write_changes,
)
from pacdesk.desk.tickets.rows import Advanced
from pacdesk.desk.tickets.rules import EventKind, Verb
from pacdesk.desk.tickets.staging import COLUMNS, case_of, values_of
from pacdesk.desk.tickets.tables import Ticket, TicketCheck
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import Demand, Flow, StageKind, TransitionRow
from pacdesk.desk.workflow.rules import Given, missing_fields, move_problems, way_refusal
from pacdesk.desk.workflow.tables import HandoverReason
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound, UserError

_ENDS = {StageKind.RESOLVED: EventKind.RESOLVED, StageKind.CANCELLED: EventKind.CANCELLED}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A move that passed every check."""

    ticket: Ticket
    flow: Flow
    way: TransitionRow
    wanted: Wanted
    reason: str


def advance_ticket(tx: Tx, command: AdvanceTicket) -> None:
    """Move a ticket through a transition that leaves its stage; a final stage concludes it (S1.26).

    Raises Forbidden (also when the transition is closed to the person, with why), NotFound, Conflict
    `ticket.stage_moved`, `ticket.field_changed`, Invalid `transition.incomplete` with a problem a field.
    """
    _move(tx, command, _plan(tx, command))


def _plan(tx: Tx, command: AdvanceTicket) -> _Plan:
    """Ask every rule; nothing is written before all have agreed."""
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.ADVANCE)
    flow = flow_of(tx, ticket.workflow_version_id)
    way = _way_out(flow, ticket, command.transition)
    _demand_end(tx, ticket, flow.stage(way.to_stage_id).kind)
    case = case_of(tx, ticket, flow)
    refusal = way_refusal(flow, way, case)
    if refusal is not None:
        raise Forbidden(refusal.code, **dict(refusal.facts))
    asked = {row.field for row in way.fields} | (HANDED & set(missing_fields(flow, way, case.values)))
    wanted, _ = read_changes(tx, ticket, flow, command.values, asked=frozenset(asked))
    reason = reason_name(tx, command.reason)
    given = Given(values=wanted.plain, reason=command.reason, reason_name=reason, comment=command.comment)
    problems = move_problems(flow, way, case, given)
    if problems:
        raise Invalid("transition.incomplete", problems=problems)
    check_wanted(tx, ticket, flow, wanted)
    business_time(tx)  # the visit that ends is counted by it, when things are written already
    return _Plan(ticket, flow, way, wanted, reason)


def _move(tx: Tx, command: AdvanceTicket, plan: _Plan) -> None:
    ticket, flow, way = plan.ticket, plan.flow, plan.way
    before, target = flow.stage(way.from_stage_id), flow.stage(way.to_stage_id)
    add_comment(tx, ticket, command.comment, command.comment_visibility)
    record_changes(tx, ticket, write_changes(tx, ticket, flow, plan.wanted))
    follow(tx, ticket, flow, way, plan.reason)
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("moved"),
            kind=_ENDS.get(target.kind, EventKind.STAGE_CHANGED),
            visibility=Visibility.CLIENT,
            payload={"from": before.name, "to": target.name, "condition": way.label, "reason": plan.reason},
        ),
    )


def follow(tx: Tx, ticket: Ticket, flow: Flow, way: TransitionRow, reason: str = "") -> None:
    """Go through a transition: its actions, the stage it enters, who is responsible there, its actions."""
    before, target = flow.stage(way.from_stage_id), flow.stage(way.to_stage_id)
    do_actions(tx, ticket, flow, way.actions, way.label)
    stand_in(tx, ticket, target, condition=way.label, reason=reason)
    hand_to_responsible(tx, ticket, before, target)
    do_actions(tx, ticket, flow, target.on_entry, target.name)


def _way_out(flow: Flow, ticket: Ticket, transition: UUID) -> TransitionRow:
    way = flow.transition(transition)
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


def add_comment(tx: Tx, ticket: Ticket, comment: str, visibility: Visibility) -> None:
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


def reason_name(tx: Tx, reason: UUID | None) -> str:
    """What a hand-over reason is called. Raises NotFound."""
    return "" if reason is None else tx.get(HandoverReason, reason).name


def advance_tickets(tx: Tx, command: AdvanceTickets) -> tuple[Advanced, ...]:
    """Move many tickets by the transition of that key or label, each as it would be moved alone: those
    that may not, stay and say why. Answers the outcome of each, in order; one undo takes all back."""
    outcomes = []
    for n, ticket_id in enumerate(command.tickets):
        try:
            alone = _alone(tx, command, ticket_id, tx.child_id("advance", n))
            inner = Tx(tx.unit, tx.actor, alone, tx.now)
            plan = _plan(inner, alone)
        except UserError as error:
            outcomes.append(Advanced(ticket_id, error.code, told(error)))
            continue
        _move(inner, alone, plan)
        outcomes.append(Advanced(ticket_id))
    return tuple(outcomes)


def told(error: UserError) -> tuple[UserError, ...]:
    """What is the matter, a problem a field where there are several."""
    return tuple(getattr(error, "problems", ())) or (error,)


def _alone(tx: Tx, command: AdvanceTickets, ticket_id: UUID, own_id: UUID) -> AdvanceTicket:
    ticket = seen_ticket(tx, ticket_id)
    flow = flow_of(tx, ticket.workflow_version_id)
    ways = flow.ways_out(ticket.stage_id)
    way = next((way for way in ways if command.transition in (way.key, way.label)), None)
    if way is None:
        stage = flow.stage(ticket.stage_id).name
        raise Invalid("transition.not_from_here", transition=command.transition, stage=stage)
    return AdvanceTicket(
        id=own_id,
        at=command.at,
        ticket=ticket_id,
        transition=way.id,
        reason=command.reason,
        comment=command.comment,
        comment_visibility=command.comment_visibility,
        values=_for_one(tx, ticket, flow, way, command.values),
    )


def _for_one(
    tx: Tx, ticket: Ticket, flow: Flow, way: TransitionRow, values: tuple[FieldChange, ...]
) -> tuple[FieldChange, ...]:
    """What was given for many, as far as it is for this ticket (see `AdvanceTickets`)."""
    if not values:
        return ()
    now = values_of(tx, ticket)
    changing = {row.field for row in way.fields if row.demand is Demand.CHANGE}
    demanded = {row.field for row in way.fields} | set(missing_fields(flow, way, now))
    known = (COLUMNS.keys() - (HANDED - demanded)) | {row.key for row in flow.fields}
    return tuple(
        replace(change, seen=now.get(change.name))
        for change in values
        if change.name in known and (change.name in changing or not filled(now.get(change.name)))
    )


def tick_item(tx: Tx, command: TickItem) -> None:
    """Tick or untick an item of the present stage's checklist. Raises Forbidden, Invalid
    `stage.item_unknown`."""
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.CHANGE)
    stage = flow_of(tx, ticket.workflow_version_id).stage(ticket.stage_id)
    item = next((item for item in stage.checklist if item.key == command.item), None)
    if item is None:
        raise Invalid("stage.item_unknown", field="checklist", stage=stage.name)
    kept = tx.session.scalar(
        select(TicketCheck).where(
            TicketCheck.ticket_id == ticket.id,
            TicketCheck.stage_key == stage.key,
            TicketCheck.item == item.key,
        )
    )
    facts: Mapping[str, Any] = {"done": command.done, "at": tx.at, "by_label": tx.actor.name}
    if kept is None:
        tx.add(
            TicketCheck(
                id=tx.child_id("check"),
                ticket_id=ticket.id,
                portfolio_id=ticket.portfolio_id,
                stage_key=stage.key,
                item=item.key,
                **facts,
            )
        )
    else:
        for name, value in {**facts, "voided_at": None}.items():
            setattr(kept, name, value)
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("ticked"),
            kind=EventKind.CHECKED,
            visibility=Visibility.INTERNAL,
            payload={"item": item.text, "done": command.done, "stage": stage.name},
        ),
    )


HANDLERS: Handlers = {
    AdvanceTicket: advance_ticket,
    AdvanceTickets: advance_tickets,
    TickItem: tick_item,
}
