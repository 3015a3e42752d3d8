"""What taking back means for a ticket beyond its rows: its events, its search texts, who owes a word."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.tickets.common import head_text, index_ticket
from pacdesk.desk.tickets.events import Fact, document_kind, record, settle_owed
from pacdesk.desk.tickets.history import standing_in
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.tables import (
    Attachment,
    StageVisit,
    Ticket,
    TicketCheck,
    TicketEvent,
    TicketReferral,
    TicketValue,
    UnderstandingText,
)
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Visibility
from pacdesk.errors import NotFound
from pacdesk.storage.search import NewDocument, add_documents, drop_documents

_CHILDREN: dict[str, Any] = {
    "ticket_events": TicketEvent,
    "stage_visits": StageVisit,
    "attachments": Attachment,
    "ticket_values": TicketValue,
    "ticket_checks": TicketCheck,
    "ticket_referrals": TicketReferral,
    "understandings": UnderstandingText,
}


def ticket_of(tx: Tx, table: str, row_id: UUID) -> UUID | None:
    """The ticket that a row is, or hangs on; None for any other row."""
    if table == "tickets":
        return row_id
    kind = _CHILDREN.get(table)
    if kind is None:
        return None
    found: UUID | None = tx.session.scalar(select(kind.ticket_id).where(kind.id == row_id))
    return found


def hold_ticket(tx: Tx, ticket_id: UUID) -> Ticket:
    """The ticket, also a voided one, held against other writers. Raises NotFound."""
    ticket = tx.session.get(Ticket, ticket_id, with_for_update=True, populate_existing=True)
    if ticket is None:
        raise NotFound("row.not_found", table="tickets", id=str(ticket_id))
    return ticket


def others_wrote(tx: Tx, ticket: UUID, own: list[UUID]) -> bool:
    """Whether more has happened to a ticket than these events, that was not taken back."""
    wanted = select(TicketEvent.id).where(
        TicketEvent.ticket_id == ticket, TicketEvent.id.not_in(own), TicketEvent.kind != EventKind.UNDONE
    )
    undone = standing_in(tx, ticket).undone_by
    return any(event not in undone for event in tx.session.scalars(wanted))


def found_by(ticket: Ticket) -> tuple[object, ...]:
    """What the search documents of a ticket hang on beside the texts of its events."""
    return head_text(ticket), ticket.portfolio_id, ticket.opened_at, ticket.voided_at is None


def take_back(
    tx: Tx, ticket: Ticket, events: list[UUID], command: str, *, before: tuple[object, ...]
) -> None:
    """Follow the events by one `undone` event that names them; then debts are counted anew, and the search
    documents made anew where a text went or came, or the ticket is not `found_by` what it was `before`."""
    same = before == found_by(ticket) and _say_nothing(tx, events)
    if events:
        record(
            tx,
            ticket,
            Fact(
                id=tx.child_id(f"undone {ticket.id}"),
                kind=EventKind.UNDONE,
                visibility=Visibility.INTERNAL,
                payload={"events": [str(event) for event in events], "command": command},
                names=events[0],
            ),
        )
    standing = standing_in(tx, ticket.id)
    settle_owed(tx, ticket, standing.undone_by.keys())
    if not same:
        reindex(tx, ticket)


def _say_nothing(tx: Tx, events: list[UUID]) -> bool:
    """Whether no text hangs on these events: none of their own, none that they took out or put in."""
    if not events:
        return True
    found = tx.session.scalars(select(TicketEvent).where(TicketEvent.id.in_(events)))
    naming = (EventKind.CORRECTED, EventKind.UNDONE)
    return not any(event.kind in naming or _text_of(event) for event in found)


def reindex(tx: Tx, ticket: Ticket) -> None:
    """Make all search documents of a ticket anew: its head, and the texts that still stand."""
    tx.flush()
    drop_documents(tx.session, ticket=ticket.id)
    if ticket.voided_at is not None:
        return
    index_ticket(tx, ticket)
    standing = standing_in(tx, ticket.id)
    gone = standing.undone_by.keys() | standing.corrected_by.keys()
    events = tx.session.scalars(
        select(TicketEvent).where(TicketEvent.ticket_id == ticket.id).order_by(TicketEvent.number)
    )
    add_documents(
        tx.session,
        [
            NewDocument(
                document_kind(EventKind(event.kind)),
                event.id,
                event.portfolio_id,
                ticket.id,
                event.visibility,
                event.happened_at,
                text,
            )
            for event in events
            if event.id not in gone and (text := _text_of(event))
        ],
    )


def _text_of(event: TicketEvent) -> str:
    """What a person may look for in it; of an imported event also what its source noted."""
    payload: dict[str, Any] = json.loads(event.payload or "{}")
    words = [str(payload.get("text", ""))]
    if event.kind == EventKind.IMPORTED:
        attributes = payload.get("attributes") or {}
        words = [str(payload.get("activity", "")), *words, *map(str, attributes.values())]
    return " ".join(word for word in words if word)
