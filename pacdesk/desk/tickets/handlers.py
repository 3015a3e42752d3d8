"""Writes about tickets: opening, taking, writing. Moves stand in `moves.py`, changes in
`amending.py`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.company.handlers import draw_protocols
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.tickets import amending, moves, registers
from pacdesk.desk.tickets.commands import FieldChange, Opened, OpenTicket, TakeTicket, WriteEntry
from pacdesk.desk.tickets.common import (
    Place,
    acting_staff,
    address_of,
    attach,
    check_belongings,
    client_name,
    demand_verb,
    derive_status,
    enter_stage,
    free_short_id,
    index_ticket,
    resting,
    seen_ticket,
    stage_kind,
    visible_client,
)
from pacdesk.desk.tickets.entering import do_actions, hand_to_responsible
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.field_changes import (
    check_wanted,
    demand_changeable,
    read_changes,
    write_changes,
)
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import (
    DEFAULT_PRIORITY,
    AddressOrigin,
    BestTime,
    EventKind,
    OpeningFacts,
    Origin,
    Priority,
    Status,
    SubjectRules,
    Verb,
    WaitingOn,
    demanded_at_opening,
    fill_variables,
    opening_problems,
)
from pacdesk.desk.tickets.tables import Subject, Ticket
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility, to_plain
from pacdesk.desk.workflow.queries import current_flow
from pacdesk.desk.workflow.rows import Flow, StageRow
from pacdesk.desk.workflow.tables import TicketType
from pacdesk.errors import Invalid, NotFound, UserError
from pacdesk.storage.schema import NO_PORTFOLIO
from pacdesk.storage.types import fold


def open_ticket(tx: Tx, command: OpenTicket) -> Opened:
    """Open a ticket (S3.1–S3.28).

    Raises Forbidden, NotFound, Invalid with one problem a field (S3.2, S3.7, S1.24), `field.inactive` for
    what is not in use any more, `stage.field_hidden` and `stage.field_read_only` for what the entry stage
    lets nobody give.
    """
    demand(tx.actor, Right.TICKET_OPEN)
    subject = None if command.subject_id is None else tx.get(Subject, command.subject_id)
    type_id = command.type_id or (subject.default_type_id if subject else None)
    department_id = command.department or (subject.default_department_id if subject else None)
    title = command.subject.strip() or (subject.name if subject else "")
    problems = _opening_problems(command, subject, title, type_id, department_id)
    if problems or type_id is None or department_id is None:
        raise Invalid("ticket.incomplete", problems=problems)
    client = None if command.client is None else visible_client(tx, command.client)
    check_belongings(
        tx, command.client, contact=command.contact, login=command.login, contract=command.contract
    )
    if type_id in tx.actor.sight.blocked_types:
        raise NotFound("row.not_found", table="ticket_types", id=str(type_id))
    flow = current_flow(tx, type_id)
    entry = _entry_of(flow, command.entry_stage)
    attendant = None if command.attendant is None else tx.get(StaffMember, command.attendant)
    department = tx.get(Department, department_id)
    problems = resting(type=tx.get(TicketType, type_id), department=department, attendant=attendant)
    if problems:
        raise Invalid("ticket.incomplete", problems=problems)
    portfolio = client.portfolio_id if client else department.portfolio_id or NO_PORTFOLIO
    address, latitude, longitude = address_of(
        tx,
        Place(command.address_origin, command.address, command.client, command.login, command.contract),
    )
    short_id, due_at = free_short_id(tx, command.ticket), _due(tx, subject)
    (protocol,) = draw_protocols(tx)  # last: from here on, others who open a ticket wait for this commit
    ticket = tx.add(
        Ticket(
            id=command.ticket,
            portfolio_id=portfolio,
            protocol=protocol,
            short_id=short_id,
            kind=command.kind,
            client_id=command.client,
            client_sort_key=client.sort_key if client else "",
            contact_id=command.contact,
            login_id=command.login,
            contract_id=command.contract,
            type_id=type_id,
            workflow_version_id=flow.version_id,
            stage_id=entry.id,
            stage_position=entry.position,
            stage_since=tx.at,
            subject_id=command.subject_id,
            subject=title,
            subject_key=fold(title),
            description=command.description.strip(),
            department_id=department_id,
            attendant_id=command.attendant,
            attendant_sort_key=attendant.sort_key if attendant else "",
            priority=command.priority or _default_priority(subject),
            reserved_on=command.reserved_on,
            best_time=command.best_time,
            origin=Origin.INTERNAL,
            status=Status.NEW,
            waiting_on=WaitingOn.ATTENDANT if attendant else WaitingOn.DEPARTMENT,
            complementary_status_id=command.complementary_status,
            address_origin=command.address_origin,
            address=to_plain(address),
            latitude=latitude,
            longitude=longitude,
            opened_at=tx.at,
            opened_by_id=tx.actor.user_id,
            opened_by_label=tx.actor.name,
            due_at=due_at,
            last_event_at=tx.at,
        )
    )
    tx.flush()
    enter_stage(tx, ticket, entry)
    _fill_in(tx, ticket, flow, command, _given_own(command, subject))
    payload = {"text": ticket.description, "subject": title, "stage": entry.name}
    event = record(
        tx,
        ticket,
        Fact(id=tx.child_id("opened"), kind=EventKind.OPENED, visibility=Visibility.CLIENT, payload=payload),
    )
    attach(tx, ticket, command.files, event.id, Visibility.CLIENT)
    index_ticket(tx, ticket)
    if attendant is None:
        hand_to_responsible(tx, ticket, None, entry)
    do_actions(tx, ticket, flow, entry.on_entry, entry.name)
    if command.message.strip():
        kind = EventKind.REPLY if command.message_visibility is Visibility.CLIENT else EventKind.NOTE
        record(
            tx,
            ticket,
            Fact(
                id=tx.child_id("message"),
                kind=kind,
                visibility=command.message_visibility,
                payload={"text": _opening_message(tx, ticket, command.message)},
            ),
        )
    return Opened(ticket=ticket.id, protocol=protocol)


def _given_own(command: OpenTicket, subject: Subject | None) -> list[str]:
    """The ticket's own fields that the command answers with more than what stands there anyway, but for
    those that the entry stage cannot refuse (see `OpenTicket`)."""
    given = {
        "contact": command.contact,
        "login": command.login,
        "contract": command.contract if command.contract != command.from_contract else None,
        "subject_id": command.subject_id,
        "attendant": command.attendant,
        "priority": command.priority not in (None, _default_priority(subject)),
        "complementary_status": command.complementary_status,
        "reserved_on": command.reserved_on,
        "best_time": command.best_time is not BestTime.ANY,
        "address": command.address_origin is not AddressOrigin.MANUAL or command.address != AddressSnapshot(),
    }
    demanded = demanded_at_opening(_rules_of(subject))
    return [name for name, value in given.items() if value and name not in demanded]


def _fill_in(tx: Tx, ticket: Ticket, flow: Flow, command: OpenTicket, own: Iterable[str]) -> None:
    """The custom fields: what the form brings, and the flow's defaults for the rest. `own`: the ticket's
    own fields that were given beside them."""
    given = {change.name for change in command.values}
    defaults = [
        FieldChange(name=row.key, seen=None, wanted=row.default)
        for row in flow.fields
        if row.default is not None and row.key not in given
    ]
    wanted, _ = read_changes(tx, ticket, flow, (*command.values, *defaults), opening=True)
    demand_changeable(flow, ticket, (*own, *given))
    check_wanted(tx, ticket, flow, wanted)
    write_changes(tx, ticket, flow, wanted)


def _opening_message(tx: Tx, ticket: Ticket, message: str) -> str:
    """What the form could not fill in: the protocol is drawn with the ticket (S3.23)."""
    return fill_variables(
        message.strip(), {"protocolo": show_protocol(ticket.protocol), "atendente": tx.actor.name}
    )


def _opening_problems(
    command: OpenTicket, subject: Subject | None, title: str, type_id: UUID | None, department_id: UUID | None
) -> tuple[UserError, ...]:
    return opening_problems(
        OpeningFacts(
            kind=command.kind,
            client_id=command.client,
            login_id=command.login,
            contract_id=command.contract,
            subject=title,
            description=command.description,
            has_department=department_id is not None,
            has_type=type_id is not None,
            subject_rules=_rules_of(subject),
        )
    )


def _rules_of(subject: Subject | None) -> SubjectRules | None:
    if subject is None:
        return None
    return SubjectRules(subject.name, subject.login_required, subject.contract_required)


def _entry_of(flow: Flow, wanted: UUID | None) -> StageRow:
    if wanted is None:
        return flow.entry
    entry = next((stage for stage in flow.stages if stage.id == wanted and not stage.kind.is_final), None)
    if entry is None:
        raise Invalid("field.not_a_choice", field="entry_stage", value=str(wanted))
    return entry


def _default_priority(subject: Subject | None) -> Priority:
    if subject is None or subject.default_priority is None:
        return DEFAULT_PRIORITY
    return Priority(subject.default_priority)


def _due(tx: Tx, subject: Subject | None) -> datetime | None:
    if subject is None or subject.goal_hours is None:
        return None
    return tx.at + timedelta(hours=subject.goal_hours)


def take_ticket(tx: Tx, command: TakeTicket) -> None:
    """The first wins; the second learns who did (S3.29). Raises Conflict `ticket.already_taken`, Forbidden
    `stage.field_read_only` or `stage.field_hidden` where the stage keeps the attendant."""
    ticket = seen_ticket(tx, command.ticket)
    facts = demand_verb(tx, ticket, Verb.TAKE)
    staff = acting_staff(tx)
    ticket.attendant_id = staff.id
    ticket.attendant_sort_key = staff.sort_key
    ticket.taken_at = tx.at
    ticket.waiting_on = WaitingOn.ATTENDANT
    derive_status(ticket, facts.stage_kind)
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id("taken"),
            kind=EventKind.TAKEN,
            visibility=Visibility.CLIENT,
            payload={"attendant": staff.name, "before": facts.attendant_name},
        ),
    )


def write_entry(tx: Tx, command: WriteEntry) -> int:
    """Write to the discussion (S1.3). Raises Forbidden, NotFound, Invalid `entry.empty`."""
    ticket = seen_ticket(tx, command.ticket)
    client_sees = command.visibility is Visibility.CLIENT
    demand_verb(tx, ticket, Verb.REPLY if client_sees else Verb.NOTE)
    text = command.text.strip()
    if not text and not command.files:
        raise Invalid("entry.empty", field="text")
    kind = EventKind.REPLY if client_sees else EventKind.NOTE
    behalf = ""
    if command.from_client:
        kind = EventKind.CLIENT_MESSAGE
        behalf = client_name(tx, ticket)
        _client_has_answered(tx, ticket)
    event = record(
        tx,
        ticket,
        Fact(
            id=command.entry,
            kind=kind,
            visibility=command.visibility,
            payload={"text": text, "files": [file.name for file in command.files]},
            on_behalf_of=behalf,
        ),
    )
    attach(tx, ticket, command.files, event.id, command.visibility)
    return event.number


def _client_has_answered(tx: Tx, ticket: Ticket) -> None:
    """A ticket that waited for the client is the company's turn again (D3)."""
    if ticket.waiting_on != WaitingOn.CLIENT:
        return
    ticket.waiting_on = WaitingOn.ATTENDANT if ticket.attendant_id else WaitingOn.DEPARTMENT
    derive_status(ticket, stage_kind(tx, ticket))


HANDLERS: Handlers = {
    OpenTicket: open_ticket,
    TakeTicket: take_ticket,
    WriteEntry: write_entry,
    **moves.HANDLERS,
    **amending.HANDLERS,
    **registers.HANDLERS,
}
