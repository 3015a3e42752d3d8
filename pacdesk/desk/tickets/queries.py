"""Reads about one ticket and about the registers of tickets. Lists stand in `queue.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, case, func, select

from pacdesk.desk.access.queries import may_see_ticket, visible
from pacdesk.desk.access.rules import only_referred
from pacdesk.desk.clients.covering import covered, covered_address
from pacdesk.desk.clients.revealed import masked_of
from pacdesk.desk.clients.tables import AccessLogin, Client, Contact
from pacdesk.desk.company.queries import calendar
from pacdesk.desk.company.rules import read_protocol
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tickets import dossiers, queue, referrals, searching, server_lists
from pacdesk.desk.tickets.commands import (
    FindTicket,
    GetTicket,
    ListCannedMessages,
    ListComplementaryStatuses,
    ListSubjects,
    Timeline,
)
from pacdesk.desk.tickets.common import facts_of
from pacdesk.desk.tickets.field_changes import shown_value
from pacdesk.desk.tickets.history import entries_of
from pacdesk.desk.tickets.named import named_on
from pacdesk.desk.tickets.rows import (
    AddressSnapshot,
    CannedRow,
    EntryRow,
    NamedRow,
    SubjectRow,
    TicketCard,
    TickRow,
    UnderstandingRow,
    VisitRow,
)
from pacdesk.desk.tickets.rules import (
    AddressOrigin,
    BestTime,
    Origin,
    PendingInteraction,
    Priority,
    TicketKind,
    UnderstandingState,
    Verb,
    WaitingOn,
    may,
    situation_of,
)
from pacdesk.desk.tickets.staging import case_of, values_of
from pacdesk.desk.tickets.tables import (
    CannedMessage,
    ComplementaryStatus,
    LastSeen,
    StageVisit,
    Subject,
    Ticket,
    TicketCheck,
    TicketHead,
    UnderstandingText,
)
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import FieldKind, Flow, Side
from pacdesk.desk.workflow.rules import hidden_fields, moves
from pacdesk.desk.workflow.tables import TicketGroup, TicketType, WorkflowVersion
from pacdesk.errors import NotFound


def get_ticket(asking: Asking, question: GetTicket) -> TicketCard:
    """One ticket, whole but for its history. Raises NotFound, also for one that may not be seen."""
    row = _card_row(asking, question.ticket)
    ticket: Ticket = row.Ticket
    flow = flow_of(asking, ticket.workflow_version_id)
    facts = facts_of(asking, ticket)
    values = values_of(asking, ticket)
    client_name, contact_name = row.client_name or "", row.contact_name or ""
    if ticket.client_id is not None and not client_name:
        client_name, contact_name = named_on(asking, ticket.id)
    case = case_of(asking, ticket, flow, values)
    card = TicketCard(
        id=ticket.id,
        version=ticket.version,
        protocol=ticket.protocol,
        short_id=ticket.short_id,
        external_number=ticket.external_number,
        kind=TicketKind(ticket.kind),
        client_id=ticket.client_id,
        client_name=client_name,
        client_document=row.document or "",
        client_phone=row.phone or row.mobile or "",
        client_email=row.email or "",
        portfolio_name=row.portfolio_name or "",
        contact_id=ticket.contact_id,
        contact_name=contact_name,
        login_id=ticket.login_id,
        login=row.login or "",
        contract_id=ticket.contract_id,
        contract_number=row.contract_number or "",
        contract_plan=row.contract_plan or "",
        contract_status=row.contract_status or "",
        contract_access=row.contract_access or "",
        type_id=ticket.type_id,
        type_name=row.type_name,
        group_name=row.group_name,
        flow=flow,
        stage_id=ticket.stage_id,
        stage_since=ticket.stage_since,
        subject_id=ticket.subject_id,
        subject=ticket.subject,
        description=ticket.description,
        department_id=ticket.department_id,
        department_name=row.department_name,
        attendant_id=ticket.attendant_id,
        attendant_name=facts.attendant_name,
        taken_at=ticket.taken_at,
        priority=Priority(ticket.priority),
        reserved_on=ticket.reserved_on,
        best_time=BestTime(ticket.best_time),
        origin=Origin(ticket.origin),
        status=facts.status,
        situation=situation_of(facts.status),
        waiting_on=WaitingOn(ticket.waiting_on),
        complementary_status_id=ticket.complementary_status_id,
        complementary_status=row.complementary or "",
        pending_interaction=PendingInteraction(ticket.pending_interaction),
        address_origin=AddressOrigin(ticket.address_origin),
        address=AddressSnapshot(**(ticket.address or {})),
        latitude=ticket.latitude,
        longitude=ticket.longitude,
        opened_at=ticket.opened_at,
        opened_by=ticket.opened_by_label,
        due_at=ticket.due_at,
        closed_at=ticket.closed_at,
        cancel_reason=ticket.cancel_reason,
        source=ticket.source,
        event_count=row.last_number or 0,
        seen_number=row.seen or 0,
        visits=visits_of(asking, ticket.id),
        calendar=calendar(asking),
        may={verb: may(asking.actor, facts, verb) for verb in Verb},
        checked=case.checked,
        ticks=ticks_of(asking, ticket.id),
        moves=moves(flow, case),
        understandings=understandings_of(asking, ticket.id),
        **_custom(asking, flow, ticket, values),
    )
    if only_referred(asking.actor.sight, ticket):
        card = narrowed(card)
    masked = masked_of(asking, card.client_id)
    if not masked:
        return card
    return replace(
        covered(card, masked),
        covered=card.client_id is not None and not card.only_referred,
        address=covered_address(card.address, masked),
        latitude=None if "address" in masked else card.latitude,
        longitude=None if "address" in masked else card.longitude,
    )


def narrowed(card: TicketCard) -> TicketCard:
    """The card for who sees it through a referral: of the client his name and the ticket's contact (D20)."""
    return replace(
        card,
        only_referred=True,
        client_document="",
        client_phone="",
        client_email="",
        portfolio_name="",
        login="",
        contract_number="",
        contract_plan="",
        contract_status="",
        contract_access="",
    )


def _custom(asking: Asking, flow: Flow, ticket: Ticket, values: Mapping[str, Any]) -> dict[str, Any]:
    """The custom values that the stage does not hide inside, and what those that are ids are called."""
    hidden = hidden_fields(flow, ticket.stage_id, Side.INSIDE)
    rows = [row for row in flow.fields if row.key not in hidden and values.get(row.key) is not None]
    named = {FieldKind.CLIENT, FieldKind.FILE}
    return {
        "values": {row.key: values[row.key] for row in rows},
        "value_names": {
            row.key: str(shown_value(asking, row, values[row.key])) for row in rows if row.kind in named
        },
    }


def understandings_of(asking: Asking, ticket_id: UUID) -> tuple[UnderstandingRow, ...]:
    """The versions of what was understood, the newest last (S1.29)."""
    found = asking.session.scalars(
        select(UnderstandingText)
        .where(UnderstandingText.ticket_id == ticket_id, UnderstandingText.voided_at.is_(None))
        .order_by(UnderstandingText.number)
    )
    return tuple(
        UnderstandingRow(
            id=row.id,
            number=row.number,
            text=row.text,
            author=row.author_label,
            written_at=row.written_at,
            state=UnderstandingState(row.state),
            decided_at=row.decided_at,
            decided_by=row.decided_by_label,
            justification=row.justification,
        )
        for row in found
    )


def ticks_of(asking: Asking, ticket_id: UUID) -> tuple[TickRow, ...]:
    """What was ticked on a ticket, in every stage."""
    found = asking.session.scalars(
        select(TicketCheck)
        .where(TicketCheck.ticket_id == ticket_id, TicketCheck.voided_at.is_(None))
        .order_by(TicketCheck.at, TicketCheck.rowno)
    )
    return tuple(TickRow(row.stage_key, row.item, row.done, row.at, row.by_label) for row in found)


def _card_row(asking: Asking, ticket_id: UUID) -> Row[Any]:
    client_name = case((Client.trade_name != "", Client.trade_name), else_=Client.legal_name)
    found = asking.session.execute(
        select(
            Ticket,
            client_name.label("client_name"),
            Client.document,
            Client.phone,
            Client.mobile,
            Client.email,
            Portfolio.name.label("portfolio_name"),
            Contact.name.label("contact_name"),
            AccessLogin.login,
            Contract.number.label("contract_number"),
            Contract.plan.label("contract_plan"),
            Contract.status.label("contract_status"),
            Contract.access_status.label("contract_access"),
            TicketType.name.label("type_name"),
            TicketGroup.name.label("group_name"),
            Department.name.label("department_name"),
            # Asked for by their ids later, and then here already.
            StaffMember,
            WorkflowVersion,
            ComplementaryStatus.name.label("complementary"),
            TicketHead.last_number,
            LastSeen.number.label("seen"),
        )
        .join(TicketType, TicketType.id == Ticket.type_id)
        .join(TicketGroup, TicketGroup.id == TicketType.group_id)
        .join(Department, Department.id == Ticket.department_id)
        .join(WorkflowVersion, WorkflowVersion.id == Ticket.workflow_version_id)
        .outerjoin(Client, Client.id == Ticket.client_id)
        .outerjoin(Portfolio, Portfolio.id == Ticket.portfolio_id)
        .outerjoin(Contact, Contact.id == Ticket.contact_id)
        .outerjoin(AccessLogin, AccessLogin.id == Ticket.login_id)
        .outerjoin(Contract, Contract.id == Ticket.contract_id)
        .outerjoin(StaffMember, StaffMember.id == Ticket.attendant_id)
        .outerjoin(ComplementaryStatus, ComplementaryStatus.id == Ticket.complementary_status_id)
        .outerjoin(TicketHead, TicketHead.ticket_id == Ticket.id)
        .outerjoin(
            LastSeen,
            (LastSeen.ticket_id == Ticket.id) & (LastSeen.user_id == (asking.actor.user_id or queue.NOBODY)),
        )
        .where(Ticket.id == ticket_id, Ticket.voided_at.is_(None))
    ).first()
    if found is None or not may_see_ticket(asking.actor, found.Ticket):
        raise NotFound("row.not_found", table="tickets", id=str(ticket_id))
    return found


def visits_of(asking: Asking, ticket_id: UUID) -> tuple[VisitRow, ...]:
    """Where a ticket has been (S1.6, S1.30), in order; stays that were undone are gone."""
    visits = asking.session.scalars(
        select(StageVisit)
        .where(StageVisit.ticket_id == ticket_id, StageVisit.voided_at.is_(None))
        .order_by(StageVisit.entered_at, StageVisit.rowno)
    )
    return tuple(
        VisitRow(
            stage_id=visit.stage_id,
            stage_name=visit.stage_label,
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            attendant=visit.attendant_label,
            condition=visit.condition,
            reason=visit.reason,
            off_flow=visit.off_flow,
            business_minutes=visit.business_minutes,
        )
        for visit in visits
    )


def find_ticket(asking: Asking, question: FindTicket) -> UUID | None:
    """By protocol (masked or bare), the source's own number, or the short ID (D8, D16, D17)."""
    typed = question.typed.strip()
    if not typed:
        return None
    short = typed.replace("-", "").upper()
    keys: list[tuple[Any, str]] = [
        (Ticket.external_number, typed), (Ticket.short_id, short), (Ticket.protocol, typed),
    ]  # fmt: skip
    protocol = read_protocol(typed)
    if protocol is not None:
        keys.insert(0, (Ticket.protocol, protocol))
    for column, number in keys:
        found = asking.session.scalars(
            select(Ticket.id)
            .where(column == number, Ticket.voided_at.is_(None), visible(Ticket, asking.actor))
            .where(*_numbered(asking, number))
            .order_by(Ticket.rowno)
            .limit(1)
        ).first()
        if found is not None:
            return found
    return None


def _numbered(asking: Asking, number: str) -> tuple[ColumnElement[bool], ...]:
    """Behind the wall no index finds a text by a person's own condition; a function of the wall does."""
    return (Ticket.id.in_(select(func.app.find_numbered(number))),) if asking.behind_wall else ()


def timeline(asking: Asking, question: Timeline) -> tuple[EntryRow, ...]:
    """A ticket's history in order of (time, number) (D12). Raises NotFound."""
    ticket = asking.get(Ticket, question.ticket)
    if not may_see_ticket(asking.actor, ticket):
        raise NotFound("row.not_found", table="tickets", id=str(question.ticket))
    return entries_of(asking, question.ticket, question.after)


def list_subjects(asking: Asking, question: ListSubjects) -> tuple[SubjectRow, ...]:
    """Subjects by name."""
    return tuple(
        SubjectRow(
            id=s.id,
            version=s.version,
            name=s.name,
            purpose=s.purpose,
            applies_to=s.applies_to,
            active=s.active,
            tone=s.tone,
            login_required=s.login_required,
            contract_required=s.contract_required,
            address_origin=None if s.address_origin is None else AddressOrigin(s.address_origin),
            default_type_id=s.default_type_id,
            default_department_id=s.default_department_id,
            default_priority=None if s.default_priority is None else Priority(s.default_priority),
            default_message=s.default_message,
            goal_hours=s.goal_hours,
        )
        for s in _register(asking, Subject, only_active=question.only_active)
    )


def list_canned_messages(asking: Asking, question: ListCannedMessages) -> tuple[CannedRow, ...]:
    """Canned messages by name."""
    return tuple(
        CannedRow(
            id=m.id,
            version=m.version,
            name=m.name,
            text=m.text,
            visibility=Visibility(m.visibility),
            for_opening=m.for_opening,
            active=m.active,
        )
        for m in _register(asking, CannedMessage, only_active=question.only_active)
    )


def list_complementary_statuses(asking: Asking, question: ListComplementaryStatuses) -> tuple[NamedRow, ...]:
    """Complementary statuses by name."""
    return tuple(
        NamedRow(id=c.id, version=c.version, name=c.name, tone=c.tone, active=c.active)
        for c in _register(asking, ComplementaryStatus, only_active=question.only_active)
    )


def _register(asking: Asking, kind: Any, *, only_active: bool) -> Iterable[Any]:
    wanted = select(kind).where(kind.voided_at.is_(None)).order_by(kind.name_key)
    return asking.session.scalars(wanted.where(kind.active) if only_active else wanted)


QUESTIONS: Questions = {
    GetTicket: get_ticket,
    FindTicket: find_ticket,
    Timeline: timeline,
    ListSubjects: list_subjects,
    ListCannedMessages: list_canned_messages,
    ListComplementaryStatuses: list_complementary_statuses,
    **server_lists.QUESTIONS,
    **searching.QUESTIONS,
    **dossiers.QUESTIONS,
    **referrals.QUESTIONS,
}
