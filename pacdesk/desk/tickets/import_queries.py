"""Reads about imports: which rows of a source are here already, and what an import brought (D14)."""

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.rules import Right, demand, may
from pacdesk.desk.tickets.imported import BatchRow, ImportedEvent, KnownRows, ListImports, NewsOf, Tally
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.tables import ImportBatch, ImportedKey, StageVisit, Ticket, TicketEvent
from pacdesk.desk.tx import Asking, Questions

CASE, EVENT, CLIENT, CONTRACT, TICKET = "case", "event", "client", "contract", "ticket"
UNTOUCHED = (EventKind.IMPORTED, EventKind.OPENED, EventKind.UNDONE)
"""Events that an import makes itself: a ticket with others has been worked on."""


def live_events(tx: Asking, ticket: Ticket, source: str) -> dict[str, ImportedEvent]:
    """The events that imports brought to a ticket and no undo took back, by their key (D14)."""
    undone = select(TicketEvent.names_event_id).where(
        TicketEvent.ticket_id == ticket.id,
        TicketEvent.kind == EventKind.UNDONE,
        TicketEvent.names_event_id.is_not(None),  # one NULL and NOT IN finds nothing
    )
    rows = tx.session.execute(
        select(
            TicketEvent.source_id,
            TicketEvent.number,
            TicketEvent.happened_at,
            TicketEvent.actor_label,
            TicketEvent.payload,
        ).where(
            TicketEvent.ticket_id == ticket.id,
            TicketEvent.source == source,
            TicketEvent.id.not_in(undone),
        )
    )
    found: dict[str, ImportedEvent] = {}
    for source_id, number, happened_at, actor, payload in rows:
        told, key = json.loads(payload) if payload else {}, source_id or ""
        found[key] = ImportedEvent(
            key=key,
            sequence=number,
            happened_at=happened_at,
            activity=told.get("activity", ""),
            actor=actor,
            stage=told.get("stage"),
        )
    return found


def live_visits(tx: Asking, ticket_id: UUID) -> Sequence[StageVisit]:
    """The stays of a ticket that no later import replaced."""
    return tx.session.scalars(
        select(StageVisit).where(StageVisit.ticket_id == ticket_id, StageVisit.voided_at.is_(None))
    ).all()


def is_worked_on(tx: Asking, ticket_id: UUID) -> bool:
    """Whether somebody has done anything with an imported ticket since."""
    return (
        tx.session.scalar(
            select(func.count())
            .select_from(TicketEvent)
            .where(
                TicketEvent.ticket_id == ticket_id,
                TicketEvent.kind.not_in(UNTOUCHED),
            )
        )
        != 0
    )


def may_close(tx: Asking, ticket: Ticket) -> bool:
    """Whether the source still decides that this ticket is closed: it is open, and nobody here has done
    anything with it."""
    return ticket.closed_at is None and not is_worked_on(tx, ticket.id)


def known_rows(asking: Asking, source: str, kind: str, keys: Sequence[str]) -> dict[str, UUID]:
    """Which of these keys were imported before, and as what."""
    found: dict[str, UUID] = {}
    for start in range(0, len(keys), 500):
        rows = asking.session.execute(
            select(ImportedKey.key, ImportedKey.row_id).where(
                ImportedKey.source == source,
                ImportedKey.kind == kind,
                ImportedKey.key.in_(keys[start : start + 500]),
            )
        )
        found.update((key, row_id) for key, row_id in rows)
    return found


def ask_known_rows(asking: Asking, question: KnownRows) -> dict[str, UUID]:
    """Raises Forbidden."""
    demand(asking.actor, Right.IMPORT_DATA)
    return known_rows(asking, question.source, question.kind, question.keys)


def news_of(asking: Asking, question: NewsOf) -> Tally:
    """Raises Forbidden."""
    demand(asking.actor, Right.IMPORT_HISTORY)
    known = known_rows(asking, question.source, CASE, [key for key, _ in question.cases])
    tally = Tally()
    for key, events in question.cases:
        ticket = asking.session.get(Ticket, known[key]) if key in known else None
        if ticket is None:
            tally += Tally(tickets=1, events=len(events))
            continue
        standing = live_events(asking, ticket, question.source)
        fresh = sum(event not in standing for event in events)
        closes = not fresh and key in question.closed and may_close(asking, ticket)
        tally += Tally(events=fresh, known=len(events) - fresh, changed=int(closes))
    return tally


def list_imports(asking: Asking, question: ListImports) -> tuple[BatchRow, ...]:
    """Every import, the newest first. Raises Forbidden."""
    del question
    if not may(asking.actor, Right.IMPORT_HISTORY):
        demand(asking.actor, Right.IMPORT_DATA)
    found = asking.session.scalars(select(ImportBatch).order_by(ImportBatch.rowno.desc()))
    return tuple(
        BatchRow(
            b.id, b.source, b.file_name, b.kind, b.started_at, b.finished_at, b.undone_at,
            b.tickets, b.events, b.rejected,
        )
        for b in found
    )  # fmt: skip


QUESTIONS: Questions = {ListImports: list_imports, KnownRows: ask_known_rows, NewsOf: news_of}
