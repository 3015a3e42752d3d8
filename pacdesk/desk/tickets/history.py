"""Reading a ticket's history: entries in order, and which of them still stand."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.clients.covering import covered_payload
from pacdesk.desk.clients.revealed import masked_of
from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow
from pacdesk.desk.tickets.rules import EventKind, Standing, standing_of
from pacdesk.desk.tickets.tables import Attachment, Ticket, TicketEvent
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Visibility
from pacdesk.storage.schema import StoredFile


def entries_of(asking: Asking, ticket: UUID, after: int = 0) -> tuple[EntryRow, ...]:
    """The entries after number `after`, by (time, number) (D12), with their files."""
    e = TicketEvent
    found = asking.session.execute(
        select(
            e.id,
            e.number,
            e.kind,
            e.visibility,
            e.actor_id,
            e.actor_label,
            e.on_behalf_of,
            e.happened_at,
            e.recorded_at,
            e.recorded_by,
            e.payload,
            e.names_event_id,
        )
        .where(e.ticket_id == ticket, e.number > after)
        .order_by(e.happened_at, e.number)
    ).all()
    files = _files_by_event(asking, ticket) if found else {}
    standing = standing_in(asking, ticket) if after else _standing_among(found)
    masked = _masked(asking, ticket)
    return tuple(
        EntryRow(
            id=row[0],
            number=row[1],
            kind=EventKind(row[2]),
            visibility=Visibility(row[3]),
            actor_id=row[4],
            actor_label=row[5],
            on_behalf_of=row[6],
            happened_at=row[7],
            recorded_at=row[8],
            recorded_by=row[9],
            payload={} if row[10] is None else covered_payload(json.loads(row[10]), masked),
            attachments=files.get(row[0], ()),
            corrected_by=standing.corrected_by.get(row[0]),
            undone_by=standing.undone_by.get(row[0]),
            erased=row[10] is None,
        )
        for row in found
    )


def _masked(asking: Asking, ticket: UUID) -> frozenset[str]:
    """What is covered of the ticket's client for the asker."""
    if not asking.actor.sight.masked:
        return frozenset()
    return masked_of(asking, asking.session.scalar(select(Ticket.client_id).where(Ticket.id == ticket)))


def _standing_among(events: Sequence[Any]) -> Standing:
    """The same as `standing_in`, of all events of a ticket."""
    naming = [row for row in events if row.kind in (EventKind.CORRECTED, EventKind.UNDONE)]
    return standing_of(
        [
            (row.id, EventKind(row.kind), named_by(row.names_event_id, row.payload))
            for row in sorted(naming, key=lambda row: row.number)
        ]
    )


def standing_in(asking: Asking, ticket: UUID) -> Standing:
    """Which events of a ticket a later one corrected or took back."""
    return standing_in_each(asking, [ticket])[ticket]


def standing_in_each(asking: Asking, tickets: Collection[UUID]) -> dict[UUID, Standing]:
    """The same for several tickets at once."""
    e = TicketEvent
    naming = asking.session.execute(
        select(e.ticket_id, e.id, e.kind, e.names_event_id, e.payload)
        .where(e.ticket_id.in_(tickets), e.kind.in_((EventKind.CORRECTED, EventKind.UNDONE)))
        .order_by(e.number)
    )
    found: dict[UUID, list[tuple[UUID, EventKind, tuple[UUID, ...]]]] = {ticket: [] for ticket in tickets}
    for row in naming:
        found[row[0]].append((row[1], EventKind(row[2]), named_by(row[3], row[4])))
    return {ticket: standing_of(rows) for ticket, rows in found.items()}


def named_by(first: UUID | None, payload: str | None) -> tuple[UUID, ...]:
    """The events that an event names: those of its payload, else the `first` one of its column."""
    listed = () if payload is None else json.loads(payload).get("events", ())
    named = [UUID(text) for text in listed]
    return tuple(named) if named or first is None else (first,)


def attachments_of(asking: Asking, ticket: UUID) -> tuple[AttachmentRow, ...]:
    """Every file on a ticket, in the order they came."""
    a = Attachment
    found = asking.session.execute(
        select(a, StoredFile.sha256)
        .join(StoredFile, StoredFile.id == a.file_id)
        .where(a.ticket_id == ticket, a.voided_at.is_(None))
        .order_by(a.added_at, a.rowno)
    )
    return tuple(
        AttachmentRow(
            id=file.id,
            event_id=file.event_id,
            file_id=file.file_id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            visibility=Visibility(file.visibility),
            inline=file.inline,
            added_at=file.added_at,
            added_by=file.added_by_label,
            sha256=sha256,
        )
        for file, sha256 in found
    )


def _files_by_event(asking: Asking, ticket: UUID) -> Mapping[UUID | None, tuple[AttachmentRow, ...]]:
    grouped: dict[UUID | None, list[AttachmentRow]] = defaultdict(list)
    for file in attachments_of(asking, ticket):
        grouped[file.event_id].append(file)
    return {event: tuple(files) for event, files in grouped.items()}
