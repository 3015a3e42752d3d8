"""What taking back means for a ticket beyond its rows: its events, its search texts, who owes a word."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.common import head_text, index_ticket
from pacdesk.desk.tickets.events import Fact, document_kind, record_each, settle_owed
from pacdesk.desk.tickets.history import named_by, standing_in, standing_in_each
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
from pacdesk.storage.search import NewDocument, add_documents, drop_documents

Item = TypeVar("Item")
BATCH = 200

_CHILDREN: dict[str, Any] = {
    "ticket_events": TicketEvent,
    "stage_visits": StageVisit,
    "attachments": Attachment,
    "ticket_values": TicketValue,
    "ticket_checks": TicketCheck,
    "ticket_referrals": TicketReferral,
    "understandings": UnderstandingText,
}


def tickets_of(tx: Tx, rows: Iterable[tuple[str, UUID]]) -> dict[UUID, UUID]:
    """The ticket that each row (table, id) is, or hangs on; other rows have none."""
    found: dict[UUID, UUID] = {}
    hanging: dict[str, list[UUID]] = {}
    for table, row_id in rows:
        if table == "tickets":
            found[row_id] = row_id
        elif table in _CHILDREN:
            hanging.setdefault(table, []).append(row_id)
    for table, ids in hanging.items():
        kind = _CHILDREN[table]
        for some in batched(ids):
            pairs = tx.session.execute(select(kind.id, kind.ticket_id).where(kind.id.in_(some)))
            found |= {row[0]: row[1] for row in pairs}
    return found


def batched(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many at a time as one statement may name."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


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


@dataclass(frozen=True, slots=True)
class Reverted:
    """A ticket whose rows went back: the events that are to be taken back too, and what it was `found_by`
    before."""

    ticket: Ticket
    events: list[UUID]
    before: tuple[object, ...]


def take_back(tx: Tx, reverted: Sequence[Reverted], command: str) -> None:
    """Follow the events of each ticket by one `undone` event that names them; then debts are counted anew,
    and the search documents made anew where a text went or came, or the ticket is not found by the same."""
    saying = _saying(tx, [event for one in reverted for event in one.events])
    changed = [
        one.ticket
        for one in reverted
        if one.before != found_by(one.ticket) or not saying.isdisjoint(one.events)
    ]
    facts = [(one.ticket, _undone(tx, one, command)) for one in reverted if one.events]
    record_each(tx, facts)
    standing = standing_in_each(tx, [one.ticket.id for one in reverted])
    settle_owed(tx, [(one.ticket, standing[one.ticket.id].undone_by.keys()) for one in reverted])
    for ticket in changed:
        reindex(tx, ticket)


def _undone(tx: Tx, one: Reverted, command: str) -> Fact:
    return Fact(
        id=tx.child_id(f"undone {one.ticket.id}"),
        kind=EventKind.UNDONE,
        visibility=Visibility.INTERNAL,
        payload={"events": [str(event) for event in one.events], "command": command},
        names=one.events[0],
    )


def _saying(tx: Tx, events: Sequence[UUID]) -> set[UUID]:
    """Those of the events on which a text hangs: their own, or one that they took out or put in."""
    found: set[UUID] = set()
    undoing: dict[UUID, tuple[UUID, ...]] = {}
    e = TicketEvent
    for some in batched(events):
        rows = tx.session.execute(select(e.id, e.kind, e.names_event_id, e.payload).where(e.id.in_(some)))
        for row in rows:
            if row.kind == EventKind.UNDONE:
                undoing[row.id] = named_by(row.names_event_id, row.payload)
            elif row.kind == EventKind.CORRECTED or _text_of(row):
                found.add(row.id)
    if undoing:
        said = _saying(tx, [event for named in undoing.values() for event in named])
        found |= {event for event, named in undoing.items() if not said.isdisjoint(named)}
    return found


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


def _text_of(event: Any) -> str:
    """What a person may look for in an event or its columns; of an imported one also what its source
    noted."""
    payload: dict[str, Any] = json.loads(event.payload or "{}")
    words = [str(payload.get("text", ""))]
    if event.kind == EventKind.IMPORTED:
        attributes = payload.get("attributes") or {}
        words = [str(payload.get("activity", "")), *words, *map(str, attributes.values())]
    return " ".join(word for word in words if word)
