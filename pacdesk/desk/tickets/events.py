"""Recording what happens to a ticket: the chained, append-only history (DESIGN section 3).

A drawer of its own beside the handlers, because import, undo and reactions record events too.
"""

import json
import secrets
from collections.abc import Collection
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
    WaitingOn,
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
    owed = owed_after(Owed(PendingInteraction(ticket.pending_interaction), ticket.waits_reply_since), event)
    _write_news(
        tx,
        ticket,
        {
            "last_event_at": event.happened_at,
            "news": event.kind,
            "news_visibility": event.visibility,
            "pending_interaction": owed.pending,
            "waits_reply_since": owed.since,
        },
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """Who owes a word, and since when the client waits for ours (S3.25)."""

    pending: PendingInteraction = PendingInteraction.NONE
    since: datetime | None = None


def owed_after(owed: Owed, event: TicketEvent) -> Owed:
    """What one more event makes of it."""
    kind = EventKind(event.kind)
    waiting = None
    if kind is EventKind.WAITING and event.payload is not None:
        waiting = WaitingOn(json.loads(event.payload)["waiting_on"])
    since = owed.since
    if kind is EventKind.CLIENT_MESSAGE:
        since = since or event.happened_at
    elif kind in (EventKind.REPLY, EventKind.RESOLVED, EventKind.CANCELLED):
        since = None
    return Owed(pending_after(owed.pending, kind, waiting), since)


def settle_owed(tx: Tx, ticket: Ticket, undone: Collection[UUID]) -> None:
    """Count anew who owes a word, as if the undone events had never been."""
    events = tx.session.scalars(
        select(TicketEvent).where(TicketEvent.ticket_id == ticket.id).order_by(TicketEvent.number)
    )
    owed = Owed()
    for event in events:
        if event.id not in undone:
            owed = owed_after(owed, event)
    _write_news(tx, ticket, {"pending_interaction": owed.pending, "waits_reply_since": owed.since})


def _write_news(tx: Tx, ticket: Ticket, news: dict[str, Any]) -> None:
    tx.session.execute(
        update(Ticket).where(Ticket.id == ticket.id).values(news).execution_options(synchronize_session=False)
    )
    for name, value in news.items():
        set_committed_value(ticket, name, value)


def _index(tx: Tx, ticket: Ticket, event: TicketEvent, fact: Fact) -> None:
    text = fact.payload.get("text", "")
    if not text:
        return
    kind = document_kind(fact.kind)
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


def document_kind(kind: EventKind) -> str:
    """What the search calls a text: an entry of the discussion (also a corrected one), or an event."""
    return "entry" if kind in SPOKEN or kind is EventKind.CORRECTED else "event"
