"""Between a ticket's rows and the stage engine: what it holds, who the person is to it, what is ticked."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.rules import Right
from pacdesk.desk.access.rules import may as has_right
from pacdesk.desk.tickets.rules import Status
from pacdesk.desk.tickets.tables import Ticket, TicketCheck, TicketValue, UnderstandingText
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Actor, to_plain
from pacdesk.desk.workflow.rows import Flow, Side, Who
from pacdesk.desk.workflow.rules import Case

COLUMNS: Mapping[str, str] = {
    "subject": "subject",
    "description": "description",
    "subject_id": "subject_id",
    "contact": "contact_id",
    "login": "login_id",
    "contract": "contract_id",
    "department": "department_id",
    "attendant": "attendant_id",
    "priority": "priority",
    "complementary_status": "complementary_status_id",
    "reserved_on": "reserved_on",
    "best_time": "best_time",
    "address": "address",
}
"""What the engine calls a ticket's own field, and its column."""

NO_UNDERSTANDING = "none"


def custom_values(asking: Asking, ticket_id: UUID) -> dict[str, Any]:
    """The values of a ticket's custom fields by key."""
    rows = asking.session.execute(
        select(TicketValue.field, TicketValue.value).where(
            TicketValue.ticket_id == ticket_id, TicketValue.voided_at.is_(None)
        )
    )
    return {field: value for field, value in rows if value is not None}


def values_of(asking: Asking, ticket: Ticket) -> dict[str, Any]:
    """Every value the engine may ask of, by field name, plain."""
    return {
        **{name: to_plain(getattr(ticket, column)) for name, column in COLUMNS.items()},
        **custom_values(asking, ticket.id),
        "understanding": _understanding(asking, ticket.id),
        "waiting_on": str(ticket.waiting_on),
        "origin": str(ticket.origin),
        "kind": str(ticket.kind),
    }


def _understanding(asking: Asking, ticket_id: UUID) -> str:
    state = asking.session.scalar(
        select(UnderstandingText.state)
        .where(UnderstandingText.ticket_id == ticket_id, UnderstandingText.voided_at.is_(None))
        .order_by(UnderstandingText.number.desc())
        .limit(1)
    )
    return state or NO_UNDERSTANDING


def checked_items(asking: Asking, ticket_id: UUID, stage_key: str) -> frozenset[str]:
    """The keys of the ticked items of a stage's checklist."""
    return frozenset(
        asking.session.scalars(
            select(TicketCheck.item).where(
                TicketCheck.ticket_id == ticket_id,
                TicketCheck.stage_key == stage_key,
                TicketCheck.done,
                TicketCheck.voided_at.is_(None),
            )
        )
    )


def roles_of(actor: Actor, ticket: Ticket) -> frozenset[Who]:
    """What a person is to a ticket."""
    roles = set()
    if actor.staff_id is not None and actor.staff_id == ticket.attendant_id:
        roles.add(Who.HOLDER)
    if actor.department_id is not None and actor.department_id == ticket.department_id:
        roles.add(Who.DEPARTMENT)
    if has_right(actor, Right.TICKET_CANCEL):
        roles.add(Who.MANAGER)
    if actor.is_admin:
        roles.add(Who.ADMINISTRATOR)
    return frozenset(roles)


def case_of(
    asking: Asking,
    ticket: Ticket,
    flow: Flow,
    values: Mapping[str, Any] | None = None,
    *,
    side: Side = Side.INSIDE,
    roles: Iterable[Who] = (),
) -> Case:
    """What the engine needs to know of a ticket and of who stands before it."""
    stage = flow.stage(ticket.stage_id)
    return Case(
        stage_id=stage.id,
        values=values_of(asking, ticket) if values is None else values,
        roles=roles_of(asking.actor, ticket) | frozenset(roles),
        side=side,
        checked=checked_items(asking, ticket.id, stage.key) if stage.checklist else frozenset(),
        closed=ticket.status in (Status.RESOLVED, Status.CANCELLED),
    )
