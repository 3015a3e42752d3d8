"""What the handlers of tickets share: finding a ticket, asking the rules, stages, files, addresses."""

from uuid import UUID

from sqlalchemy import exists, select, update

from pacdesk.desk.access.queries import may_see, may_see_ticket
from pacdesk.desk.access.rules import Allowed
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact
from pacdesk.desk.company.calendar import Calendar
from pacdesk.desk.company.queries import calendar
from pacdesk.desk.company.rules import short_id_of, show_protocol, show_short_id
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.commands import NewFile
from pacdesk.desk.tickets.named import named_on
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import (
    AddressOrigin,
    EventKind,
    Status,
    TicketFacts,
    TicketKind,
    Verb,
    WaitingOn,
    check_file,
    clean_name,
    may,
    status_of,
)
from pacdesk.desk.tickets.tables import Attachment, StageVisit, Ticket, TicketEvent
from pacdesk.desk.tx import Asking, Tx
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import Side, StageKind, StageRow
from pacdesk.desk.workflow.rules import change_refusal
from pacdesk.desk.workflow.tables import Stage, TicketType, WorkflowVersion
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound, UserError
from pacdesk.storage.schema import NO_PORTFOLIO, SearchDoc, StoredFile
from pacdesk.storage.search import add_document, number_forms


def visible_client(tx: Tx, client_id: UUID) -> Client:
    """The client, if the actor may see him. Raises NotFound: the two cases are not told apart."""
    client = tx.get(Client, client_id)
    if not may_see(tx.actor, client.portfolio_id):
        raise NotFound("row.not_found", table="clients", id=str(client_id))
    return client


def check_belongings(
    tx: Tx, client: UUID | None, *, contact: UUID | None, login: UUID | None, contract: UUID | None
) -> None:
    """Contact, login and contract must be the client's own (S3.6, S3.8)."""
    kinds: tuple[tuple[type[Contact | AccessLogin | Contract], UUID | None, str], ...] = (
        (Contact, contact, "contact"),
        (AccessLogin, login, "login"),
        (Contract, contract, "contract"),
    )
    for kind, row_id, field in kinds:
        if row_id is None:
            continue
        row: Contact | AccessLogin | Contract = tx.get(kind, row_id)
        if row.client_id != client:
            raise Invalid(problems=(UserError("field.of_another_client", field=field),))


@dataclass(frozen=True, slots=True)
class Place:
    """What decides a ticket's address: its origin, and what was typed where it is manual."""

    origin: AddressOrigin
    typed: AddressSnapshot
    client: UUID | None
    login: UUID | None
    contract: UUID | None


def address_of(tx: Tx, place: Place) -> tuple[AddressSnapshot, float | None, float | None]:
    """The address by its origin, and its place on the map if the origin has one (S3.11–S3.13)."""
    if place.origin is AddressOrigin.MANUAL:
        return place.typed, None, None
    found = _origin_address(tx, place)
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


def _origin_address(tx: Tx, place: Place) -> Address | None:
    address_id = None
    if place.origin is AddressOrigin.LOGIN and place.login:
        address_id = tx.get(AccessLogin, place.login).address_id
    elif place.origin is AddressOrigin.CONTRACT and place.contract:
        address_id = tx.get(Contract, place.contract).address_id
    if address_id is not None:
        return tx.find(Address, address_id)
    if place.origin is not AddressOrigin.CLIENT:
        return None
    return tx.session.scalars(
        select(Address)
        .where(Address.client_id == place.client, Address.voided_at.is_(None))
        .order_by(Address.is_main.desc(), Address.rowno)
        .limit(1)
    ).first()


def enter_stage(
    tx: Tx, ticket: Ticket, stage: StageRow, *, condition: str = "", reason: str = "", off_flow: bool = False
) -> None:
    """Note that a ticket stands in a stage now; the visit before it ends (S1.30)."""
    open_visit = tx.session.scalars(
        select(StageVisit).where(
            StageVisit.ticket_id == ticket.id, StageVisit.left_at.is_(None), StageVisit.voided_at.is_(None)
        )
    ).first()
    if open_visit is not None:
        open_visit.left_at = tx.at
        open_visit.business_minutes = business_time(tx).business_minutes(open_visit.entered_at, tx.at)
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
            off_flow=off_flow,
        )
    )


def business_time(tx: Tx) -> Calendar:
    """The company's, read once a command; who asks for it before anything is written has it sent ahead."""
    known: Calendar = tx.session.info.get("business_time") or calendar(tx)
    tx.session.info["business_time"] = known
    return known


def attach(
    tx: Tx, ticket: Ticket, files: tuple[NewFile, ...], event: UUID | None, visible: Visibility
) -> None:
    """Hang files on a ticket; their bytes are in the file store already.

    Raises Invalid `attachment.too_big`, `attachment.no_name`.
    """
    for n, file in enumerate(files):
        check_file(file.name, file.size)
        name = clean_name(file.name)
        file_id = tx.child_id("file", n)
        tx.add(
            StoredFile(
                id=file_id,
                sha256=file.sha256,
                name=name,
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
                name=name,
                media_type=file.media_type,
                size=file.size,
                visibility=visible,
                inline=file.inline,
                added_at=tx.at,
                added_by_label=tx.actor.name,
            )
        )


def free_short_id(tx: Tx, ticket_id: UUID) -> str:
    """The ID people see, drawn again while another ticket has it (D16)."""
    drawn, attempt = short_id_of(ticket_id), 0
    while tx.session.scalar(select(Ticket.id).where(Ticket.short_id == drawn)) is not None:
        attempt += 1
        drawn = short_id_of(tx.child_id("short id", attempt))
    return drawn


def head_text(ticket: Ticket) -> str:
    """By what a ticket is found: protocol with and without mask, ID, subject, outside number."""
    words = (
        show_protocol(ticket.protocol),
        number_forms(ticket.protocol),
        show_short_id(ticket.short_id),
        ticket.short_id,
        ticket.external_number or "",
        ticket.subject,
    )
    return " ".join(word for word in words if word)


def index_ticket(tx: Tx, ticket: Ticket) -> None:
    """Make the ticket's head findable."""
    add_document(
        tx.session,
        kind="ticket",
        ref=ticket.id,
        portfolio=ticket.portfolio_id,
        ticket=ticket.id,
        visibility=Visibility.CLIENT,
        happened_at=ticket.opened_at,
        text=head_text(ticket),
    )


def seen_ticket(tx: Tx, ticket_id: UUID) -> Ticket:
    """The ticket, held against other writers, if the actor may see it. Raises NotFound."""
    ticket = tx.get_locked(Ticket, ticket_id)
    if not may_see_ticket(tx.actor, ticket):
        raise NotFound("row.not_found", table="tickets", id=str(ticket_id))
    return ticket


def facts_of(tx: Asking, ticket: Ticket) -> TicketFacts:
    """What the rules need to know of it."""
    replied = exists().where(TicketEvent.ticket_id == ticket.id, TicketEvent.kind == EventKind.REPLY)
    # By the ticket's id alone: on a shared desk it is asked for before the ticket is there (ahead.py).
    told = tx.session.execute(
        select(StaffMember.name, WorkflowVersion.version, replied)
        .select_from(Ticket)
        .outerjoin(StaffMember, StaffMember.id == Ticket.attendant_id)
        .join(WorkflowVersion, WorkflowVersion.id == Ticket.workflow_version_id)
        .where(Ticket.id == ticket.id)
    ).one()
    attendant, version, answered = told
    flow = flow_of(tx, ticket.workflow_version_id, version)
    return TicketFacts(
        ticket_id=ticket.id,
        status=Status(ticket.status),
        stage_kind=flow.stage(ticket.stage_id).kind,
        attendant_id=ticket.attendant_id,
        attendant_name=attendant or "",
        taken_at=ticket.taken_at,
        answered=answered,
        attendant_kept=change_refusal(flow, ticket.stage_id, "attendant", Side.INSIDE),
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
        stage,
        taken=ticket.taken_at is not None,
        waiting_on=WaitingOn(ticket.waiting_on),
        cancelled=bool(ticket.cancel_reason),
    )


def stage_kind(tx: Tx, ticket: Ticket) -> StageKind:
    """What the ticket's stage is in its flow."""
    return StageKind(tx.session.get_one(Stage, ticket.stage_id).kind)


def resting(**chosen: TicketType | Department | StaffMember | None) -> tuple[UserError, ...]:
    """A problem for each that was chosen for a ticket and is not in use any more.

    Whoever is in use may be given any department's ticket, be it opened, handed over or assigned: department
    and attendant are two choices of their own (S3.15, S3.16), and a user's own staff member is usual whatever
    the department (S3.17).
    """
    names = [name for name, row in chosen.items() if row is not None and not row.active]
    return tuple(UserError("field.inactive", field=name) for name in names)


def hold_with(tx: Tx, ticket: Ticket, **to: UUID | None) -> None:
    """Put a ticket into other hands: `department` and `attendant` as far as they are given. Whoever had
    taken it keeps it only if he stays its attendant; without a person it waits in the queue (D3)."""
    department_id = to.get("department") or ticket.department_id
    moved = department_id != ticket.department_id
    attendant_id = to.get("attendant", None if moved else ticket.attendant_id)
    person = None if attendant_id is None else tx.find(StaffMember, attendant_id)
    if person is not None and not person.active:
        person = None
    kept = person.id if person else None
    if kept != ticket.attendant_id:
        ticket.taken_at = None
    ticket.department_id, ticket.attendant_id = department_id, kept
    ticket.attendant_sort_key = person.sort_key if person else ""
    ticket.waiting_on = WaitingOn.ATTENDANT if person else WaitingOn.DEPARTMENT
    if moved:
        follow_department(tx, ticket, tx.get(Department, department_id))


def follow_department(tx: Tx, ticket: Ticket, department: Department) -> None:
    """A ticket on own structure has its department's portfolio (DESIGN section 3)."""
    portfolio = department.portfolio_id or NO_PORTFOLIO
    if ticket.kind != TicketKind.OWN_STRUCTURE or ticket.portfolio_id == portfolio:
        return
    ticket.portfolio_id = portfolio
    tx.flush()
    tx.session.execute(
        update(SearchDoc).where(SearchDoc.ticket_id == ticket.id).values(portfolio_id=portfolio)
    )


def client_name(tx: Tx, ticket: Ticket) -> str:
    """Who speaks for the client: the ticket's contact, else the client."""
    if ticket.client_id is None:
        return ""
    client = tx.session.get(Client, ticket.client_id)
    if client is None:
        name, contact_name = named_on(tx, ticket.id)
        return contact_name or name
    contact = None if ticket.contact_id is None else tx.session.get(Contact, ticket.contact_id)
    return contact.name if contact is not None else client.trade_name or client.legal_name


def acting_staff(tx: Tx) -> StaffMember:
    """The staff member who acts. Raises Forbidden `ticket.take_needs_staff`."""
    if tx.actor.staff_id is None:
        raise Forbidden("ticket.take_needs_staff", user=tx.actor.name)
    return tx.get(StaffMember, tx.actor.staff_id)
