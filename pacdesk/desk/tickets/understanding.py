"""What was understood, written by the attendant and decided by the client (S1.5, S1.29)."""

from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.tickets.commands import DecideUnderstanding, WriteUnderstanding
from pacdesk.desk.tickets.common import client_name, demand_verb, derive_status, seen_ticket, stage_kind
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.rules import EventKind, UnderstandingState, Verb, WaitingOn
from pacdesk.desk.tickets.tables import Ticket, UnderstandingText
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.errors import Conflict, Invalid, NotFound


def write_understanding(tx: Tx, command: WriteUnderstanding) -> int:
    """Write the next version of it for the client to decide; answers its number.

    Raises Forbidden, NotFound, Invalid `understanding.empty`, `understanding.no_client`.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.REPLY)
    if not command.text.strip():
        raise Invalid("understanding.empty", field="text")
    if ticket.client_id is None:
        raise Invalid("understanding.no_client", field="text")
    return ask_understanding(tx, ticket, command.text, command.understanding)


def ask_understanding(tx: Tx, ticket: Ticket, text: str, row_id: UUID) -> int:
    """Put a version before the client: it is his turn then (D3)."""
    number = 1 + (
        tx.session.scalar(
            select(func.max(UnderstandingText.number)).where(UnderstandingText.ticket_id == ticket.id)
        )
        or 0
    )
    tx.add(
        UnderstandingText(
            id=row_id,
            ticket_id=ticket.id,
            portfolio_id=ticket.portfolio_id,
            number=number,
            text=text.strip(),
            author_label=tx.actor.name,
            written_at=tx.at,
            state=UnderstandingState.WAITING,
        )
    )
    ticket.waiting_on = WaitingOn.CLIENT
    derive_status(ticket, stage_kind(tx, ticket))
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id(f"understanding {row_id}"),
            kind=EventKind.UNDERSTANDING_ASKED,
            visibility=Visibility.CLIENT,
            payload={"text": text.strip(), "version": number},
        ),
    )
    return number


def decide_understanding(tx: Tx, command: DecideUnderstanding) -> None:
    """Note what the client decided; the ticket is the attendant's turn again.

    Raises Forbidden, NotFound, Conflict `understanding.superseded`, `understanding.decided_already`,
    Invalid `understanding.reason_required` when it is rejected without one.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.NOTE)
    row = tx.get(UnderstandingText, command.understanding)
    if row.ticket_id != ticket.id:
        raise NotFound("row.not_found", table="understandings", id=str(command.understanding))
    newest = tx.session.scalar(
        select(func.max(UnderstandingText.number)).where(
            UnderstandingText.ticket_id == ticket.id, UnderstandingText.voided_at.is_(None)
        )
    )
    if row.number != newest:
        raise Conflict("understanding.superseded", number=row.number, newest=newest)
    if row.state != UnderstandingState.WAITING:
        raise Conflict("understanding.decided_already", number=row.number, who=row.decided_by_label)
    if not command.approved and not command.justification.strip():
        raise Invalid("understanding.reason_required", field="justification")
    row.state = UnderstandingState.APPROVED if command.approved else UnderstandingState.REJECTED
    row.decided_at, row.justification = tx.at, command.justification.strip()
    row.decided_by_label = client_name(tx, ticket)
    ticket.waiting_on = WaitingOn.ATTENDANT if ticket.attendant_id else WaitingOn.DEPARTMENT
    derive_status(ticket, stage_kind(tx, ticket))
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("decided"),
            kind=EventKind.UNDERSTANDING_DECIDED,
            visibility=Visibility.CLIENT,
            payload={"version": row.number, "state": str(row.state), "text": row.justification},
            on_behalf_of=row.decided_by_label,
        ),
    )


HANDLERS: Handlers = {
    WriteUnderstanding: write_understanding,
    DecideUnderstanding: decide_understanding,
}
