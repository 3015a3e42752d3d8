"""Recording what happens to a ticket: the chained, append-only history (DESIGN section 3).

A drawer of its own beside the handlers, because import, undo and reactions record events too.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from pacdesk.desk.tickets.rules import (
    SPOKEN,
    EventKind,
    PendingInteraction,
    chain_hash,
    commitment_of,
    pending_after,
)
from pacdesk.desk.tickets.tables import Ticket, TicketEvent, TicketHead
from pacdesk.desk.tx import Tx
from pacdesk.desk.values import Visibility
from pacdesk.storage.search import add_document
from pacdesk.storage.types import canonical, to_micros

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened, before the desk has given it its number."""

    id: UUID
    kind: EventKind
    visibility: Visibility
    payload: dict[str, Any]
    happened_at: datetime | None = None
    actor_label: str | None = None
    on_behalf_of: str = ""
    names: UUID | None = None
    source: str | None = None
    source_id: str | None = None


def record(tx: Tx, ticket: Ticket, fact: Fact) -> TicketEvent:
    """Append a fact to a ticket's history, index its text, and refresh what lists show of it.

    `recorded_at` never runs backwards within a ticket, even if the machine's clock does.
    """
    tx.flush()
    head = _locked_head(tx, ticket)
    recorded_at = max(tx.now, head.last_recorded_at)
    payload = canonical(fact.payload)
    salt = secrets.token_hex(SALT_BYTES)
    commitment = commitment_of(salt, payload)
    number = head.last_number + 1
    digest = chain_hash(
        head.last_hash, ticket.id, number, fact.kind, tx.actor.login, to_micros(recorded_at), commitment
    )
    event = tx.add(
        TicketEvent(
            id=fact.id,
            ticket_id=ticket.id,
            portfolio_id=ticket.portfolio_id,
            number=number,
            kind=fact.kind,
            visibility=fact.visibility,
            actor_id=tx.actor.user_id,
            actor_label=tx.actor.name if fact.actor_label is None else fact.actor_label,
            on_behalf_of=fact.on_behalf_of,
            recorded_by=tx.actor.login,
            happened_at=fact.happened_at or tx.at,
            recorded_at=recorded_at,
            names_event_id=fact.names,
            source=fact.source,
            source_id=fact.source_id,
            payload=payload,
            salt=salt,
            commitment=commitment,
            hash=digest,
        )
    )
    head.last_number, head.last_hash, head.last_recorded_at = number, digest, recorded_at
    tx.flush()
    _refresh_news(tx, ticket, event)
    _index(tx, ticket, event, fact)
    return event


def _locked_head(tx: Tx, ticket: Ticket) -> TicketHead:
    head = tx.session.scalar(
        select(TicketHead)
        .where(TicketHead.ticket_id == ticket.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if head is not None:
        return head
    return tx.add(
        TicketHead(
            ticket_id=ticket.id,
            portfolio_id=ticket.portfolio_id,
            last_number=0,
            last_hash="",
            last_recorded_at=tx.now,
        )
    )


def _refresh_news(tx: Tx, ticket: Ticket, event: TicketEvent) -> None:
    """Written beside the version: two people may comment on one ticket at once."""
    pending = pending_after(PendingInteraction(ticket.pending_interaction), EventKind(event.kind))
    waits = event.happened_at if event.kind == EventKind.CLIENT_MESSAGE else ticket.waits_reply_since
    if event.kind in (EventKind.REPLY, EventKind.RESOLVED, EventKind.CANCELLED):
        waits = None
    news = {
        "last_event_at": event.happened_at,
        "news": event.kind,
        "news_visibility": event.visibility,
        "pending_interaction": pending,
        "waits_reply_since": waits,
    }
    tx.session.execute(
        update(Ticket).where(Ticket.id == ticket.id).values(news).execution_options(synchronize_session=False)
    )
    for name, value in news.items():
        set_committed_value(ticket, name, value)


def _index(tx: Tx, ticket: Ticket, event: TicketEvent, fact: Fact) -> None:
    text = fact.payload.get("text", "")
    if not text:
        return
    kind = "entry" if fact.kind in SPOKEN else "event"
    add_document(
        tx.session,
        kind=kind,
        ref=event.id,
        portfolio=ticket.portfolio_id,
        ticket=ticket.id,
        visibility=event.visibility,
        happened_at=event.happened_at,
        text=str(text),
    )
