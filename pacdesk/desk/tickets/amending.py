"""Changing what is there: a ticket's fields, an entry, files, and how far a person has read."""

import json
from uuid import UUID

from sqlalchemy import case

from pacdesk.desk.access.queries import may_see_ticket
from pacdesk.desk.tickets.commands import (
    AttachFiles,
    ChangeTicket,
    CorrectEntry,
    HideAttachment,
    MarkSeen,
)
from pacdesk.desk.tickets.common import attach, demand_verb, seen_ticket
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.field_changes import (
    check_wanted,
    demand_changeable,
    read_changes,
    record_changes,
    write_changes,
)
from pacdesk.desk.tickets.history import standing_in
from pacdesk.desk.tickets.queue import NOBODY
from pacdesk.desk.tickets.rules import SPOKEN, EventKind, Verb, check_correction
from pacdesk.desk.tickets.tables import Attachment, LastSeen, Ticket, TicketEvent, TicketHead
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.errors import Conflict, Invalid, NotFound
from pacdesk.storage.search import drop_documents
from pacdesk.storage.upsert import upsert


def change_ticket(tx: Tx, command: ChangeTicket) -> None:
    """Change fields, each as long as it still is as it was seen and its stage leaves it open (S1.25).

    Raises Forbidden, NotFound, Conflict `ticket.field_changed`, Invalid with a problem a field.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.CHANGE)
    flow = flow_of(tx, ticket.workflow_version_id)
    wanted, _ = read_changes(tx, ticket, flow, command.changes)
    if not wanted.plain:
        return
    demand_changeable(flow, ticket, wanted.plain)
    check_wanted(tx, ticket, flow, wanted)
    record_changes(tx, ticket, write_changes(tx, ticket, flow, wanted))


def correct_entry(tx: Tx, command: CorrectEntry) -> int:
    """Correct one's own entry within five minutes (D18): a new event that names the old one.

    Raises Forbidden, NotFound, Conflict `entry.already_corrected`, `entry.undone`, Invalid
    `entry.empty`, `entry.not_yours`, `entry.too_late`, `entry.not_spoken`.
    """
    ticket = seen_ticket(tx, command.ticket)
    old = _event_of(tx, ticket, command.corrects)
    root = _root_of(tx, old)
    client_sees = old.visibility == Visibility.CLIENT
    demand_verb(tx, ticket, Verb.REPLY if client_sees else Verb.NOTE)
    check_correction(old.actor_id, old.recorded_by, tx.actor, root.recorded_at, tx.now)
    standing = standing_in(tx, ticket.id)
    if old.id in standing.corrected_by:
        raise Conflict("entry.already_corrected", number=old.number)
    if old.id in standing.undone_by:
        raise Conflict("entry.undone", number=old.number)
    text = command.text.strip()
    if not text:
        raise Invalid("entry.empty", field="text")
    event = record(
        tx,
        ticket,
        Fact(
            id=command.entry,
            kind=EventKind.CORRECTED,
            visibility=Visibility(old.visibility),
            payload={"text": text, "corrects": str(old.id), "root": str(root.id)},
            on_behalf_of=old.on_behalf_of,
            names=old.id,
        ),
    )
    drop_documents(tx.session, ref=old.id)
    return event.number


def _event_of(tx: Tx, ticket: Ticket, event_id: UUID) -> TicketEvent:
    event = tx.get(TicketEvent, event_id)
    if event.ticket_id != ticket.id:
        raise NotFound("row.not_found", table="ticket_events", id=str(event_id))
    return event


def _root_of(tx: Tx, event: TicketEvent) -> TicketEvent:
    """The entry as it was first written: five minutes count from there, however often it is corrected."""
    if event.kind == EventKind.CORRECTED and event.payload is not None:
        return tx.get(TicketEvent, UUID(json.loads(event.payload)["root"]))
    if event.kind not in SPOKEN:
        raise Invalid("entry.not_spoken", number=event.number)
    return event


def attach_files(tx: Tx, command: AttachFiles) -> None:
    """Hang files on a ticket (S1.4). Raises Forbidden, Invalid `attachment.none`, `attachment.too_big`,
    `attachment.no_name`."""
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.ATTACH)
    if not command.files:
        raise Invalid("attachment.none", field="files")
    names = [file.name for file in command.files]
    event = record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("attached"),
            kind=EventKind.ATTACHED,
            visibility=command.visibility,
            payload={"file": ", ".join(names), "files": names},
        ),
    )
    attach(tx, ticket, command.files, event.id, command.visibility)


def hide_attachment(tx: Tx, command: HideAttachment) -> None:
    """Hide a file from the client; it stays for the company and in the history (S1.28).

    Raises Forbidden, NotFound, Conflict `attachment.already_hidden`.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.ATTACH)
    file = tx.get(Attachment, command.attachment)
    if file.ticket_id != ticket.id:
        raise NotFound("row.not_found", table="attachments", id=str(command.attachment))
    if file.visibility == Visibility.INTERNAL:
        raise Conflict("attachment.already_hidden", name=file.name)
    file.visibility = Visibility.INTERNAL
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("hidden"),
            kind=EventKind.ATTACHMENT_HIDDEN,
            visibility=Visibility.INTERNAL,
            payload={"file": file.name, "attachment": str(file.id)},
            names=file.event_id,
        ),
    )


def mark_seen(tx: Tx, command: MarkSeen) -> None:
    """Note how far the person has read; never back, never past the end. Raises NotFound."""
    ticket = tx.get(Ticket, command.ticket)
    if not may_see_ticket(tx.actor, ticket):
        raise NotFound("row.not_found", table="tickets", id=str(command.ticket))
    head = tx.session.get(TicketHead, command.ticket)
    number = min(command.number, head.last_number if head else 0)
    statement = upsert(LastSeen, on_postgres=tx.on_postgres).values(
        user_id=tx.actor.user_id or NOBODY, ticket_id=command.ticket, number=number, at=tx.at
    )
    further = statement.excluded.number
    tx.session.execute(
        statement.on_conflict_do_update(
            index_elements=["user_id", "ticket_id"],
            set_={"number": case((further > LastSeen.number, further), else_=LastSeen.number), "at": tx.at},
        )
    )


HANDLERS: Handlers = {
    ChangeTicket: change_ticket,
    CorrectEntry: correct_entry,
    AttachFiles: attach_files,
    HideAttachment: hide_attachment,
    MarkSeen: mark_seen,
}
