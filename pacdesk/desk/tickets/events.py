"""Recording what happens to a ticket: the chained, append-only history (DESIGN section 3).

A drawer of its own beside the handlers, because import, undo and reactions record events too.
"""

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.orm.attributes import set_committed_value

from pacdesk.desk.lean import dataclass
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
from pacdesk.storage.ahead import LATER
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
    (event,) = record_each(tx, [(ticket, fact)])
    return event


def record_each(tx: Tx, facts: Sequence[tuple[Ticket, Fact]]) -> list[TicketEvent]:
    """The same for one fact of each of several tickets, with a handful of statements for all."""
    heads = _locked_heads(tx, [ticket for ticket, _ in facts])
    events = [_appended(tx, ticket, heads[ticket.id], fact) for ticket, fact in facts]
    tx.flush()
    _refresh_news(tx, [(ticket, event) for (ticket, _), event in zip(facts, events, strict=True)])
    for (ticket, fact), event in zip(facts, events, strict=True):
        _index(tx, ticket, event, fact)
    return events


def _appended(tx: Tx, ticket: Ticket, head: TicketHead, fact: Fact) -> TicketEvent:
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
    moved = {"last_number": number, "last_hash": digest, "last_recorded_at": recorded_at}
    for name, value in moved.items():
        if tx.behind_wall:  # there heads follow their events by themselves
            set_committed_value(head, name, value)
        else:
            setattr(head, name, value)
    return event


def _locked_heads(tx: Tx, tickets: Sequence[Ticket]) -> dict[UUID, TicketHead]:
    """In the order of their ids, so that two writers of many tickets never wait for each other."""
    heads = _known_heads(tx)
    if unknown := [ticket.id for ticket in tickets if ticket.id not in heads]:
        wanted = (
            select(TicketHead)
            .where(TicketHead.ticket_id.in_(unknown))
            .order_by(TicketHead.ticket_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        with tx.session.no_autoflush:  # what is sent ahead of a command holds until it writes
            heads |= {head.ticket_id: head for head in tx.session.scalars(wanted)}
    tx.flush()
    for ticket in tickets:
        if ticket.id not in heads:
            heads[ticket.id] = TicketHead(
                ticket_id=ticket.id,
                portfolio_id=ticket.portfolio_id,
                last_number=0,
                last_hash="",
                last_recorded_at=tx.now,
            )
    if not tx.behind_wall:
        tx.session.add_all(heads.values())
    return heads


def _known_heads(tx: Tx) -> dict[UUID, TicketHead]:
    """Behind the wall those that this command has locked already: nobody else moves them meanwhile, and what
    an event is given there the server decides anyway."""
    known: dict[UUID, TicketHead] = tx.session.info.setdefault("ticket_heads", {}) if tx.behind_wall else {}
    return known


def _refresh_news(tx: Tx, said: Sequence[tuple[Ticket, TicketEvent]]) -> None:
    """Written beside the version: two people may comment on one ticket at once."""
    news = []
    for ticket, event in said:
        pending = PendingInteraction(ticket.pending_interaction)
        owed = owed_after(Owed(pending, ticket.waits_reply_since), event)
        found = {"last_event_at": event.happened_at, "news": event.kind, "news_visibility": event.visibility}
        news.append((ticket, found | _as_columns(owed)))
    _write_news(tx, news)


@dataclass(frozen=True, slots=True)
class Owed:
    """Who owes a word, and since when the client waits for ours (S3.25)."""

    pending: PendingInteraction = PendingInteraction.NONE
    since: datetime | None = None


def owed_after(owed: Owed, event: Any) -> Owed:
    """What one more event, or its columns, makes of it."""
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


def settle_owed(tx: Tx, undone: Sequence[tuple[Ticket, Collection[UUID]]]) -> None:
    """Count anew who owes a word in each ticket, as if its undone events had never been."""
    e = TicketEvent
    payload = case((e.kind == EventKind.WAITING, e.payload))
    events = tx.session.execute(
        select(e.ticket_id, e.id, e.kind, e.happened_at, payload.label("payload"))
        .where(e.ticket_id.in_([ticket.id for ticket, _ in undone]))
        .order_by(e.ticket_id, e.number)
    )
    gone = {ticket.id: ids for ticket, ids in undone}
    owed = dict.fromkeys(gone, Owed())
    for event in events:
        if event.id not in gone[event.ticket_id]:
            owed[event.ticket_id] = owed_after(owed[event.ticket_id], event)
    _write_news(tx, [(ticket, _as_columns(owed[ticket.id])) for ticket, _ in undone])


def _as_columns(owed: Owed) -> dict[str, Any]:
    return {"pending_interaction": owed.pending, "waits_reply_since": owed.since}


def _write_news(tx: Tx, news: Sequence[tuple[Ticket, dict[str, Any]]]) -> None:
    """The same columns for each ticket."""
    if not news:
        return
    names = news[0][1].keys()
    statement = (
        update(Ticket.__table__)  # type: ignore[arg-type]  # declared as FromClause
        .where(Ticket.__table__.c.id == bindparam("ticket"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    tx.session.connection().execute(
        statement,
        [{"ticket": t.id, **{f"new_{name}": said[name] for name in names}} for t, said in news],
        execution_options={LATER: True},
    )
    for ticket, said in news:
        for name, value in said.items():
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
