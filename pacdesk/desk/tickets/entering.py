"""Entering a stage: whose turn it is there, and what the flow does by itself."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from pacdesk.desk.company.queries import zone_of
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.tickets.common import derive_status, enter_stage, hold_with
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.field_changes import FIELDS, HANDED, Wanted, record_changes, write_changes
from pacdesk.desk.tickets.rules import EventKind, WaitingOn, fill_variables
from pacdesk.desk.tickets.tables import CannedMessage, ComplementaryStatus, StageVisit, Ticket
from pacdesk.desk.tickets.understanding import ask_understanding
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Visibility, from_plain
from pacdesk.desk.workflow.fields import OWN_FIELDS, checked
from pacdesk.desk.workflow.rows import ActionKind, ActionRow, FieldKind, Flow, Responsible, StageRow
from pacdesk.errors import Invalid

_ELSEWHERE = (Responsible.CLIENT, Responsible.THIRD_PARTY)


def stand_in(
    tx: Tx, ticket: Ticket, stage: StageRow, *, condition: str = "", reason: str = "", off_flow: bool = False
) -> None:
    """Put a ticket into a stage; a final one closes it. `off_flow`: the flow has no such way (D12)."""
    enter_stage(tx, ticket, stage, condition=condition, reason=reason, off_flow=off_flow)
    ticket.stage_id, ticket.stage_position, ticket.stage_since = stage.id, stage.position, tx.at
    ticket.closed_at = tx.at if stage.kind.is_final else None
    derive_status(ticket, stage.kind)


def hand_to_responsible(tx: Tx, ticket: Ticket, before: StageRow | None, stage: StageRow) -> None:
    """Let the stage say who is responsible; `before` is the stage the ticket comes from."""
    if stage.kind.is_final:
        return
    ref = stage.responsible_ref
    match stage.responsible:
        case Responsible.CLIENT if ticket.client_id is not None:
            ticket.waiting_on = WaitingOn.CLIENT
        case Responsible.THIRD_PARTY:
            ticket.waiting_on = WaitingOn.THIRD_PARTY
        case Responsible.ATTENDANT if ref is not None and ref.id is not None:
            hold_with(tx, ticket, attendant=ref.id)
        case Responsible.DEPARTMENT if ref is not None and ref.id is not None:
            hold_with(tx, ticket, department=ref.id, attendant=None)
        case Responsible.ROLE if ref is not None:
            hold_with(tx, ticket, attendant=_of_role(tx, ticket, ref.name))
        case Responsible.TECHNICAL:
            hold_with(tx, ticket, attendant=None)
        case Responsible.PREVIOUS:
            hold_with(tx, ticket, attendant=_previous(tx, ticket))
        case _:
            if before is not None and before.responsible in _ELSEWHERE:
                ticket.waiting_on = WaitingOn.ATTENDANT if ticket.attendant_id else WaitingOn.DEPARTMENT
    derive_status(ticket, stage.kind)


def _of_role(tx: Tx, ticket: Ticket, role: str) -> UUID | None:
    """The one person of the ticket's department with that job title; with several, its queue waits."""
    people = tx.session.scalars(
        select(StaffMember.id).where(
            StaffMember.job_title == role,
            StaffMember.active,
            StaffMember.voided_at.is_(None),
            StaffMember.department_id == ticket.department_id,
        )
    ).all()
    return people[0] if len(people) == 1 else None


def _previous(tx: Tx, ticket: Ticket) -> UUID | None:
    """Who had the ticket in the stage before the one it just left."""
    seen = tx.session.scalars(
        select(StageVisit.attendant_id)
        .where(
            StageVisit.ticket_id == ticket.id,
            StageVisit.voided_at.is_(None),
            StageVisit.left_at.is_not(None),
            StageVisit.attendant_id.is_not(None),
        )
        .order_by(StageVisit.entered_at.desc(), StageVisit.rowno.desc())
    ).all()
    others = [person for person in seen if person != ticket.attendant_id]
    return others[0] if others else ticket.attendant_id


def do_actions(tx: Tx, ticket: Ticket, flow: Flow, actions: tuple[ActionRow, ...], place: str) -> None:
    """Do what a transition or a stage does by itself; `place` is its name. Raises Invalid
    `stage.action_failed`."""
    own: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    handed: dict[str, UUID | None] = {}
    for n, action in enumerate(actions):
        if action.kind is ActionKind.SEND_MESSAGE:
            _send(tx, ticket, action, f"message {place} {n}")
        elif action.kind is ActionKind.ASK_UNDERSTANDING:
            ask_understanding(tx, ticket, action.text or ticket.description, tx.child_id(f"ask {place}", n))
        elif action.kind is ActionKind.SET_STATUS:
            own["complementary_status"] = _live_status(tx, action)
        elif action.field in HANDED:
            handed[action.field] = None if action.value is None else UUID(str(action.value))
        elif action.field in FIELDS:
            own[action.field] = _own_value(tx, action, place)
        else:
            custom[action.field] = _custom_value(tx, flow, action, place)
    if own or custom or handed:
        written = write_changes(tx, ticket, flow, Wanted(own, custom, handed))
        record_changes(tx, ticket, written, by=place)


def _live_status(tx: Tx, action: ActionRow) -> UUID | None:
    if action.ref is None or action.ref.id is None:
        return None
    found = tx.find(ComplementaryStatus, action.ref.id)
    return None if found is None else found.id


def _own_value(tx: Tx, action: ActionRow, place: str) -> Any:
    value = _value(tx, action, OWN_FIELDS[action.field])
    try:
        return from_plain(FIELDS[action.field][1], value)
    except (TypeError, ValueError) as error:
        raise Invalid("stage.action_failed", place=place, name=action.field, value=str(value)) from error


def _custom_value(tx: Tx, flow: Flow, action: ActionRow, place: str) -> Any:
    row = flow.field(action.field)
    if row is None:
        raise Invalid("stage.action_failed", place=place, name=action.field, value=str(action.value))
    value, problem = checked(row, _value(tx, action, row.kind))
    if problem is not None:
        raise Invalid("stage.action_failed", place=place, name=row.name, value=str(action.value))
    return value


def _value(tx: Tx, action: ActionRow, kind: FieldKind) -> Any:
    if action.kind is ActionKind.CLEAR_FIELD:
        return None
    if action.kind is not ActionKind.SET_NOW:
        return action.value
    now: datetime = tx.at.astimezone(ZoneInfo(zone_of(tx)))
    if kind is FieldKind.DATE:
        return now.date().isoformat()
    return now.time().isoformat("minutes") if kind is FieldKind.TIME else now.isoformat(" ", "minutes")[:16]


def _send(tx: Tx, ticket: Ticket, action: ActionRow, role: str) -> None:
    """Say something to the client in the discussion: a canned message, or the text of the action."""
    canned = None
    if action.ref is not None and action.ref.id is not None:
        canned = tx.find(CannedMessage, action.ref.id)
    text = fill_variables(canned.text if canned else action.text, {"atendente": tx.actor.name}).strip()
    if not text:
        return
    seen = Visibility(canned.visibility) if canned else Visibility.CLIENT
    kind = EventKind.REPLY if seen is Visibility.CLIENT else EventKind.NOTE
    record(tx, ticket, Fact(id=tx.child_id(role), kind=kind, visibility=seen, payload={"text": text}))
