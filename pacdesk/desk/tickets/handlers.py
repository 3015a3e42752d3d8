"""Writes about tickets: opening, taking, writing. Moves and changes stand in `moves.py`."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.queries import may_see
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact
from pacdesk.desk.company.handlers import draw_protocols
from pacdesk.desk.company.rules import short_id_of, show_protocol, show_short_id
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets import registers
from pacdesk.desk.tickets.commands import NewFile, Opened, OpenTicket, TakeTicket, WriteEntry
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import (
    DEFAULT_PRIORITY,
    AddressOrigin,
    Allowed,
    EventKind,
    OpeningFacts,
    Origin,
    Priority,
    Status,
    SubjectRules,
    TicketFacts,
    Verb,
    WaitingOn,
    may,
    opening_problems,
    status_of,
)
from pacdesk.desk.tickets.tables import Attachment, StageVisit, Subject, Ticket, TicketEvent
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility, to_plain
from pacdesk.desk.workflow.queries import current_flow
from pacdesk.desk.workflow.rules import StageKind, StageRow
from pacdesk.desk.workflow.tables import Stage
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound, UserError
from pacdesk.storage.schema import NO_PORTFOLIO, StoredFile
from pacdesk.storage.search import add_document, number_forms
from pacdesk.storage.types import fold


def open_ticket(tx: Tx, command: OpenTicket) -> Opened:
    """Open a ticket (S3.1–S3.28).

    Raises Forbidden, NotFound, Invalid with one problem a field (S3.2, S3.7, S1.24).
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
    _check_belongings(tx, command)
    flow = current_flow(tx, type_id)
    entry = flow.entry if command.entry_stage is None else flow.stage(command.entry_stage)
    attendant = None if command.attendant is None else tx.get(StaffMember, command.attendant)
    department = tx.get(Department, department_id)
    portfolio = client.portfolio_id if client else department.portfolio_id or NO_PORTFOLIO
    (protocol,) = draw_protocols(tx)
    address, latitude, longitude = address_of(tx, command)
    ticket = tx.add(
        Ticket(
            id=command.ticket,
            portfolio_id=portfolio,
            protocol=protocol,
            short_id=short_id_of(command.ticket),
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
            due_at=_due(tx, subject),
            last_event_at=tx.at,
        )
    )
    tx.flush()
    enter_stage(tx, ticket, entry)
    payload = {"text": ticket.description, "subject": title, "stage": entry.name}
    event = record(
        tx,
        ticket,
        Fact(id=tx.child_id("opened"), kind=EventKind.OPENED, visibility=Visibility.CLIENT, payload=payload),
    )
    attach(tx, ticket, command.files, event.id, Visibility.CLIENT)
    index_ticket(tx, ticket)
    if command.message.strip():
        kind = EventKind.REPLY if command.message_visibility is Visibility.CLIENT else EventKind.NOTE
        record(
            tx,
            ticket,
            Fact(
                id=tx.child_id("message"),
                kind=kind,
                visibility=command.message_visibility,
                payload={"text": command.message.strip()},
            ),
        )
    return Opened(ticket=ticket.id, protocol=protocol)


def _opening_problems(
    command: OpenTicket, subject: Subject | None, title: str, type_id: UUID | None, department_id: UUID | None
) -> tuple[UserError, ...]:
    rules = None
    if subject is not None:
        rules = SubjectRules(subject.name, subject.login_required, subject.contract_required)
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
            subject_rules=rules,
        )
    )


def visible_client(tx: Tx, client_id: UUID) -> Client:
    """The client, if the actor may see him. Raises NotFound: the two cases are not told apart."""
    client = tx.get(Client, client_id)
    if not may_see(tx.actor, client.portfolio_id):
        raise NotFound("row.not_found", table="clients", id=str(client_id))
    return client


def _check_belongings(tx: Tx, command: OpenTicket) -> None:
    """Contact, login and contract must be the client's own (S3.6, S3.8)."""
    kinds: tuple[tuple[type[Contact | AccessLogin | Contract], UUID | None, str], ...] = (
        (Contact, command.contact, "contact"),
        (AccessLogin, command.login, "login"),
        (Contract, command.contract, "contract"),
    )
    for kind, row_id, field in kinds:
        if row_id is None:
            continue
        row: Contact | AccessLogin | Contract = tx.get(kind, row_id)
        if row.client_id != command.client:
            raise Invalid(problems=(UserError("field.of_another_client", field=field),))


def _default_priority(subject: Subject | None) -> Priority:
    if subject is None or subject.default_priority is None:
        return DEFAULT_PRIORITY
    return Priority(subject.default_priority)


def _due(tx: Tx, subject: Subject | None) -> datetime | None:
    if subject is None or subject.goal_hours is None:
        return None
    return tx.at + timedelta(hours=subject.goal_hours)


def address_of(tx: Tx, command: OpenTicket) -> tuple[AddressSnapshot, float | None, float | None]:
    """The address by its origin, and its place on the map if the origin has one (S3.11–S3.13)."""
    if command.address_origin is AddressOrigin.MANUAL:
        return command.address, None, None
    found = _origin_address(tx, command)
    if found is None:
        return AddressSnapshot(), None, None
    snapshot = AddressSnapshot(
        cep=found.cep,
        street=found.street,
        number=found.number,
        complement=found.complement,
        district=found.district,
        city=found.city,
        state=found.state,
    )
    return snapshot, found.latitude, found.longitude


def _origin_address(tx: Tx, command: OpenTicket) -> Address | None:
    address_id = None
    if command.address_origin is AddressOrigin.LOGIN and command.login:
        address_id = tx.get(AccessLogin, command.login).address_id
    elif command.address_origin is AddressOrigin.CONTRACT and command.contract:
        address_id = tx.get(Contract, command.contract).address_id
    if address_id is not None:
        return tx.find(Address, address_id)
    if command.address_origin is not AddressOrigin.CLIENT:
        return None
    return tx.session.scalars(
        select(Address)
        .where(Address.client_id == command.client, Address.voided_at.is_(None))
        .order_by(Address.is_main.desc(), Address.rowno)
        .limit(1)
    ).first()


def enter_stage(tx: Tx, ticket: Ticket, stage: StageRow, *, condition: str = "", reason: str = "") -> None:
    """Note that a ticket stands in a stage now; the visit before it ends (S1.30)."""
    open_visit = tx.session.scalars(
        select(StageVisit).where(StageVisit.ticket_id == ticket.id, StageVisit.left_at.is_(None))
    ).first()
    if open_visit is not None:
        open_visit.left_at = tx.at
    tx.add(
        StageVisit(
            id=tx.child_id("visit"),
            ticket_id=ticket.id,
            portfolio_id=ticket.portfolio_id,
            stage_id=stage.id,
            stage_label=stage.name,
            entered_at=tx.at,
            attendant_id=ticket.attendant_id,
            attendant_label=tx.actor.name,
            condition=condition,
            reason=reason,
        )
    )


def attach(
    tx: Tx, ticket: Ticket, files: tuple[NewFile, ...], event: UUID | None, visible: Visibility
) -> None:
    """Hang files on a ticket; their bytes are in the file store already."""
    for n, file in enumerate(files):
        file_id = tx.child_id("file", n)
        tx.add(
            StoredFile(
                id=file_id,
                sha256=file.sha256,
                name=file.name,
                size=file.size,
                media_type=file.media_type,
                portfolio_id=ticket.portfolio_id,
                created_at=tx.at,
            )
        )
        tx.flush()
        tx.add(
            Attachment(
                id=file.attachment,
                ticket_id=ticket.id,
                portfolio_id=ticket.portfolio_id,
                event_id=event,
                file_id=file_id,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                visibility=visible,
                inline=file.inline,
                added_at=tx.at,
                added_by_label=tx.actor.name,
            )
        )


def index_ticket(tx: Tx, ticket: Ticket) -> None:
    """Make the ticket's head findable: protocol with and without mask, ID, subject, outside number."""
    words = (
        show_protocol(ticket.protocol),
        number_forms(ticket.protocol),
        show_short_id(ticket.short_id),
        ticket.short_id,
        ticket.external_number or "",
        ticket.subject,
    )
    add_document(
        tx.session,
        kind="ticket",
        ref=ticket.id,
        portfolio=ticket.portfolio_id,
        ticket=ticket.id,
        visibility=Visibility.CLIENT,
        happened_at=ticket.opened_at,
        text=" ".join(word for word in words if word),
    )


def seen_ticket(tx: Tx, ticket_id: UUID) -> Ticket:
    """The ticket, held against other writers, if the actor may see it. Raises NotFound."""
    ticket = tx.get_locked(Ticket, ticket_id)
    if not may_see(tx.actor, ticket.portfolio_id, ticket.type_id):
        raise NotFound("row.not_found", table="tickets", id=str(ticket_id))
    return ticket


def facts_of(tx: Tx, ticket: Ticket) -> TicketFacts:
    """What the rules need to know of it."""
    attendant = None if ticket.attendant_id is None else tx.session.get(StaffMember, ticket.attendant_id)
    stage = tx.session.get_one(Stage, ticket.stage_id)
    answered = tx.session.scalars(
        select(TicketEvent.id)
        .where(TicketEvent.ticket_id == ticket.id, TicketEvent.kind == EventKind.REPLY)
        .limit(1)
    ).first()
    return TicketFacts(
        ticket_id=ticket.id,
        status=Status(ticket.status),
        stage_kind=StageKind(stage.kind),
        attendant_id=ticket.attendant_id,
        attendant_name=attendant.name if attendant else "",
        taken_at=ticket.taken_at,
        answered=answered is not None,
    )


def demand_verb(tx: Tx, ticket: Ticket, verb: Verb) -> TicketFacts:
    """Raise what `may` refuses: Conflict when somebody was first, else Forbidden."""
    facts = facts_of(tx, ticket)
    answer = may(tx.actor, facts, verb)
    if isinstance(answer, Allowed):
        return facts
    kind = Conflict if answer.code == "ticket.already_taken" else Forbidden
    raise kind(answer.code, **dict(answer.facts))


def derive_status(ticket: Ticket, stage: StageKind) -> None:
    """Set the status that follows (S3.26)."""
    ticket.status = status_of(
        stage, taken=ticket.taken_at is not None, waiting_on=WaitingOn(ticket.waiting_on)
    )


def take_ticket(tx: Tx, command: TakeTicket) -> None:
    """The first wins; the second learns who did (S3.29). Raises Conflict `ticket.already_taken`."""
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


def acting_staff(tx: Tx) -> StaffMember:
    """The staff member who acts. Raises Forbidden `ticket.take_needs_staff`."""
    if tx.actor.staff_id is None:
        raise Forbidden("ticket.take_needs_staff", user=tx.actor.name)
    return tx.get(StaffMember, tx.actor.staff_id)


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
        behalf = _client_name(tx, ticket)
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


def _client_name(tx: Tx, ticket: Ticket) -> str:
    if ticket.contact_id is not None:
        return tx.session.get_one(Contact, ticket.contact_id).name
    if ticket.client_id is None:
        return ""
    client = tx.session.get_one(Client, ticket.client_id)
    return client.trade_name or client.legal_name


HANDLERS: Handlers = {
    OpenTicket: open_ticket,
    TakeTicket: take_ticket,
    WriteEntry: write_entry,
    **registers.HANDLERS,
}
