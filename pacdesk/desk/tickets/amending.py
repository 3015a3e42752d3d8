"""Changing what is there: a ticket's fields, an entry, files, and how far a person has read."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, select

from pacdesk.desk.access.queries import may_see
from pacdesk.desk.clients.tables import AccessLogin, Contact
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets.commands import (
    AttachFiles,
    ChangeTicket,
    CorrectEntry,
    FieldChange,
    HideAttachment,
    MarkSeen,
)
from pacdesk.desk.tickets.common import (
    Place,
    address_of,
    attach,
    check_belongings,
    demand_verb,
    head_text,
    seen_ticket,
)
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.history import standing_in
from pacdesk.desk.tickets.queue import NOBODY
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import (
    SPOKEN,
    AddressOrigin,
    BestTime,
    EventKind,
    OpeningFacts,
    Priority,
    SubjectRules,
    TicketKind,
    Verb,
    check_correction,
    opening_problems,
)
from pacdesk.desk.tickets.tables import (
    Attachment,
    ComplementaryStatus,
    LastSeen,
    Subject,
    Ticket,
    TicketEvent,
    TicketHead,
)
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility, from_plain, to_plain
from pacdesk.errors import Conflict, Invalid, NotFound, UserError
from pacdesk.storage.search import change_document, drop_documents
from pacdesk.storage.types import fold
from pacdesk.storage.upsert import upsert

FIELDS: dict[str, tuple[str, Any]] = {
    "contact": ("contact_id", UUID | None),
    "login": ("login_id", UUID | None),
    "contract": ("contract_id", UUID | None),
    "subject_id": ("subject_id", UUID | None),
    "subject": ("subject", str),
    "description": ("description", str),
    "priority": ("priority", Priority),
    "reserved_on": ("reserved_on", date | None),
    "best_time": ("best_time", BestTime),
    "complementary_status": ("complementary_status_id", UUID | None),
    "address_origin": ("address_origin", AddressOrigin),
    "address": ("address", AddressSnapshot),
}
"""What `ChangeTicket` calls a field: its column, and the type of its value."""

_NAMES: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "contact": (Contact, lambda row: row.name),
    "login": (AccessLogin, lambda row: row.login),
    "contract": (Contract, lambda row: row.number),
    "subject_id": (Subject, lambda row: row.name),
    "complementary_status": (ComplementaryStatus, lambda row: row.name),
}


def change_ticket(tx: Tx, command: ChangeTicket) -> None:
    """Change fields, each as long as it still is as it was seen.

    Raises Forbidden, NotFound, Conflict `ticket.field_changed`, Invalid with a problem a field.
    """
    ticket = seen_ticket(tx, command.ticket)
    demand_verb(tx, ticket, Verb.CHANGE)
    wanted = {change.name: _parsed(change) for change in command.changes}
    before = {name: to_plain(getattr(ticket, FIELDS[name][0])) for name in wanted}
    moved = [change for change in command.changes if _has_moved(change, before[change.name])]
    if moved:
        raise _conflict(tx, ticket, moved)
    fields = {name: value for name, value in wanted.items() if to_plain(value) != before[name]}
    if not fields:
        return
    shown_before = {name: _shown(tx, name, before[name]) for name in fields}
    _check(tx, ticket, fields)
    _write(tx, ticket, fields)
    written = {
        name: {
            "from": shown_before[name],
            "to": _shown(tx, name, to_plain(getattr(ticket, FIELDS[name][0]))),
        }
        for name in fields
    }
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("changed"),
            kind=EventKind.CHANGED,
            visibility=Visibility.INTERNAL,
            payload={"fields": written},
        ),
    )


def _parsed(change: FieldChange) -> Any:
    """The wanted value in its own type; what came through an outbox is plain."""
    if change.name not in FIELDS:
        raise Invalid("ticket.field_unknown", field=change.name)
    kind = FIELDS[change.name][1]
    try:
        value = from_plain(kind, to_plain(change.wanted))
    except (TypeError, ValueError) as error:
        raise Invalid("field.not_a_choice", field=change.name, value=str(change.wanted)) from error
    return value.strip() if isinstance(value, str) and kind is str else value


def _has_moved(change: FieldChange, current: Any) -> bool:
    return current not in (to_plain(change.seen), to_plain(change.wanted))


def _conflict(tx: Tx, ticket: Ticket, moved: list[FieldChange]) -> Conflict:
    """Both values, and who changed the field when; `fields` names every one that moved."""
    first = moved[0]
    current = to_plain(getattr(ticket, FIELDS[first.name][0]))
    event = _last_change(tx, ticket, first.name)
    return Conflict(
        "ticket.field_changed",
        field=first.name,
        name=first.name,
        theirs=_shown(tx, first.name, current),
        yours=_shown(tx, first.name, to_plain(first.wanted)),
        theirs_value=current,
        who=event.actor_label if event else "",
        when=event.happened_at if event else None,
        fields=tuple(change.name for change in moved),
    )


def _last_change(tx: Tx, ticket: Ticket, field: str) -> TicketEvent | None:
    changes = tx.session.scalars(
        select(TicketEvent)
        .where(TicketEvent.ticket_id == ticket.id, TicketEvent.kind == EventKind.CHANGED)
        .order_by(TicketEvent.number.desc())
    )
    for event in changes:
        if event.payload is not None and field in json.loads(event.payload).get("fields", {}):
            return event
    return None


def _shown(tx: Tx, name: str, value: Any) -> Any:
    """A value as the history keeps it: names in place of ids."""
    if name not in _NAMES:
        return value
    if value is None:
        return ""
    table, label = _NAMES[name]
    row = tx.session.get(table, UUID(value) if isinstance(value, str) else value)
    return "" if row is None else label(row)


def _check(tx: Tx, ticket: Ticket, fields: dict[str, Any]) -> None:
    after = {name: fields.get(name, getattr(ticket, column)) for name, (column, _) in FIELDS.items()}
    subject = None if after["subject_id"] is None else tx.get(Subject, after["subject_id"])
    rules = None
    if subject is not None:
        rules = SubjectRules(subject.name, subject.login_required, subject.contract_required)
    problems = opening_problems(
        OpeningFacts(
            kind=TicketKind(ticket.kind),
            client_id=ticket.client_id,
            login_id=after["login"],
            contract_id=after["contract"],
            subject=after["subject"],
            description=after["description"],
            has_department=True,
            has_type=True,
            subject_rules=rules,
        )
    )
    if "address" in fields and after["address_origin"] != AddressOrigin.MANUAL:
        problems = (*problems, UserError("address.not_manual", field="address"))
    if problems:
        raise Invalid("ticket.incomplete", problems=problems)
    if fields.get("complementary_status") is not None:
        tx.get(ComplementaryStatus, fields["complementary_status"])
    check_belongings(
        tx,
        ticket.client_id,
        contact=fields.get("contact"),
        login=fields.get("login"),
        contract=fields.get("contract"),
    )


def _write(tx: Tx, ticket: Ticket, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(ticket, FIELDS[name][0], to_plain(value) if name == "address" else value)
    if "subject" in fields:
        ticket.subject_key = fold(ticket.subject)
        change_document(tx.session, ticket.id, head_text(ticket))
    if "subject_id" in fields:
        subject = None if ticket.subject_id is None else tx.get(Subject, ticket.subject_id)
        goal = subject.goal_hours if subject else None
        ticket.due_at = None if goal is None else ticket.opened_at + timedelta(hours=goal)
    origin = AddressOrigin(ticket.address_origin)
    if {"address_origin", "login", "contract"} & fields.keys() and origin is not AddressOrigin.MANUAL:
        place = Place(origin, AddressSnapshot(), ticket.client_id, ticket.login_id, ticket.contract_id)
        address, ticket.latitude, ticket.longitude = address_of(tx, place)
        ticket.address = to_plain(address)
    elif "address_origin" in fields:
        ticket.latitude = ticket.longitude = None


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
    if not may_see(tx.actor, ticket.portfolio_id, ticket.type_id):
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
