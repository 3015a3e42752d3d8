"""Fills the rows of a ticket dossier (S1.37, C6): everything about one ticket, cut to its audience."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from pacdesk.desk.access.queries import may_see_ticket
from pacdesk.desk.access.rules import Right, demand, only_referred
from pacdesk.desk.clients.brazil import format_cep, format_document, format_phone
from pacdesk.desk.clients.covering import cover, covered_address
from pacdesk.desk.clients.revealed import masked_of
from pacdesk.desk.clients.tables import AccessLogin, Client, Contact, Organization
from pacdesk.desk.company.queries import calendar
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.company.tables import Company, Department, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tickets import dossier as d
from pacdesk.desk.tickets import dossier_fields as fields
from pacdesk.desk.tickets.checking import verify_ticket
from pacdesk.desk.tickets.commands import GetDossier
from pacdesk.desk.tickets.history import attachments_of, entries_of
from pacdesk.desk.tickets.named import named_on
from pacdesk.desk.tickets.rows import AddressSnapshot, AttachmentRow, EntryRow
from pacdesk.desk.tickets.rules import SPOKEN, EventKind, Priority, Status, situation_of
from pacdesk.desk.tickets.tables import (
    ComplementaryStatus,
    StageVisit,
    Ticket,
    TicketEvent,
)
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.rows import Flow
from pacdesk.desk.workflow.tables import TicketType
from pacdesk.errors import NotFound
from pacdesk.storage.schema import NO_PORTFOLIO, StoredFile

INLINE_SCHEME = "attachment:"
"""How a text names a picture of its own: `![alt](attachment:<id of the attachment>)`."""

_KINDS = {
    EventKind.CLIENT_MESSAGE: d.EntryKind.CLIENT,
    EventKind.REPLY: d.EntryKind.REPLY,
    EventKind.NOTE: d.EntryKind.NOTE,
}
_CODES = {EventKind.STAGE_CHANGED: "moved", EventKind.ATTACHMENT_HIDDEN: "visibility"}
_FACTS = (
    "from",
    "to",
    "condition",
    "reason",
    "stage",
    "department",
    "attendant",
    "user",
    "file",
    "item",
    "version",
    "by",
)
_CLIENT_FACTS = ("from", "to", "attendant", "file", "version")


def get_dossier(asking: Asking, question: GetDossier) -> d.Dossier:
    """Raises Forbidden (an audit copy needs its own right), NotFound."""
    demand(asking.actor, Right.AUDIT_SEE if question.audience is d.Audience.AUDIT else Right.EXPORT)
    ticket = asking.get(Ticket, question.ticket)
    if not may_see_ticket(asking.actor, ticket):
        raise NotFound("row.not_found", table="tickets", id=str(question.ticket))
    company = asking.session.scalars(select(Company)).one()
    zone = ZoneInfo(company.zone)
    loaders = _Loaders(asking, attachments_of(asking, ticket.id))
    flow = flow_of(asking, ticket.workflow_version_id)
    hidden = fields.hidden_from(flow, ticket, question.audience)
    entries = _entries(asking, ticket, question.audience, loaders, hidden)
    checked = verify_ticket(asking.session, ticket.id)
    return d.Dossier(
        company=_company(asking, company),
        ticket=fields.open_head(_head(asking, ticket, flow), hidden),
        audience=question.audience,
        issued_at=asking.now,
        issued_by=asking.actor.name,
        language=question.language,
        zone=zone,
        client=fields.open_facts(_client_facts(asking, ticket, hidden), hidden),
        contract=fields.open_facts(_contract_facts(asking, ticket, zone), hidden),
        fields=fields.field_facts(asking, ticket, flow, hidden, question.language),
        stages=tuple(fields.open_stage(visit, hidden) for visit in _stages(asking, ticket, flow)),
        understandings=fields.understandings(asking, ticket.id, fields.client_said(asking, ticket, hidden)),
        checks=() if question.audience is d.Audience.CLIENT else fields.checks(asking, ticket, flow),
        deadlines=_deadlines(ticket, asking.now),
        entries=entries,
        attachments=tuple(
            loaders.attachment(file) for file in loaders.files if _shows_file(file, question.audience)
        ),
        covers=_covered_client(asking, ticket),
        integrity=checked.last_hash,
        events_verified=None if checked.problems else checked.events,
    )


class _Loaders:
    """The ticket's files as dossier rows; bytes are read when a page needs them."""

    def __init__(self, asking: Asking, files: Iterable[AttachmentRow]) -> None:
        self.files = tuple(files)
        self._store = asking.files

    def _load(self, file: AttachmentRow) -> d.Loader | None:
        return None if self._store is None or not file.sha256 else partial(self._store.get, file.sha256)

    def attachment(self, file: AttachmentRow) -> d.Attachment:
        """A file in the list of attachments."""
        return d.Attachment(
            name=file.name,
            size=file.size,
            media_type=file.media_type,
            visibility=d.Visibility(file.visibility),
            author=file.added_by,
            happened_at=file.added_at,
            sha256=file.sha256,
            load=self._load(file),
        )

    def image(self, file: AttachmentRow) -> d.InlineImage | None:
        """A picture inside a text."""
        load = self._load(file)
        return None if load is None else d.InlineImage(f"{INLINE_SCHEME}{file.id}", file.name, load)


def _shows_file(file: AttachmentRow, audience: d.Audience) -> bool:
    return audience is not d.Audience.CLIENT or file.visibility is Visibility.CLIENT


def _company(asking: Asking, company: Company) -> d.Company:
    lines = (
        format_document(company.document),
        company.address,
        format_phone(company.phone),
        company.email,
    )
    return d.Company(
        name=company.legal_name or company.trade_name,
        lines=tuple(line for line in lines if line),
        logo=_logo(asking, company),
    )


def _logo(asking: Asking, company: Company) -> bytes | None:
    if company.logo_file_id is None or asking.files is None:
        return None
    kept = asking.session.get(StoredFile, company.logo_file_id)
    try:
        return None if kept is None else asking.files.get(kept.sha256)
    except NotFound:
        return None


def _head(asking: Asking, ticket: Ticket, flow: Flow) -> d.TicketHead:
    complementary = ticket.complementary_status_id
    named = None if complementary is None else asking.session.get(ComplementaryStatus, complementary)
    return d.TicketHead(
        protocol=show_protocol(ticket.protocol),
        subject=ticket.subject,
        status=ticket.status,
        situation=situation_of(Status(ticket.status)),
        stage=flow.stage(ticket.stage_id).name,
        complementary=named.name if named else "",
        pending=ticket.pending_interaction,
    )


def _client_facts(asking: Asking, ticket: Ticket, hidden: frozenset[str]) -> tuple[d.Fact, ...]:
    if ticket.client_id is None:
        return ()
    client = asking.session.get(Client, ticket.client_id)
    if client is None or only_referred(asking.actor.sight, ticket):
        return _referred_facts(asking, ticket, client)
    shows_contact = ticket.contact_id is not None and "contact" not in hidden
    contact = asking.session.get(Contact, ticket.contact_id) if shows_contact else None
    person = client.person_type == "person"
    number = d.FactKind.CPF if person else d.FactKind.PLAIN
    masked = masked_of(asking, client.id)
    document = _personal(masked, "document", client.document or "")
    phone = _personal(masked, "phone", _first(contact, client, "phone", "mobile"))
    facts = [
        d.Fact("client.name" if person else "client.legal_name", client.legal_name),
        d.Fact("client.trade_name", client.trade_name),
        d.Fact("client.cpf" if person else "client.cnpj", document, number),
        d.Fact("client.contact", contact.name if contact else ""),
        d.Fact("client.phone", phone, d.FactKind.PHONE),
        d.Fact(
            "client.email", _personal(masked, "email", _first(contact, client, "email")), d.FactKind.EMAIL
        ),
    ]
    if client.organization_id is not None:
        organization = asking.session.get_one(Organization, client.organization_id)
        facts.append(d.Fact("client.organization", organization.name))
    if ticket.portfolio_id != NO_PORTFOLIO:
        portfolio = asking.session.get_one(Portfolio, ticket.portfolio_id)
        facts.append(d.Fact("client.portfolio", portfolio.name, internal=True))
    if client.external_code:
        facts.append(d.Fact("client.external_reference", client.external_code, internal=True))
    return tuple(fact for fact in facts if fact.value)


def _covered_client(asking: Asking, ticket: Ticket) -> UUID | None:
    """The ticket's client, when a reveal would show more of him."""
    if ticket.client_id is None or only_referred(asking.actor.sight, ticket):
        return None
    return ticket.client_id if masked_of(asking, ticket.client_id) else None


def _personal(masked: frozenset[str], field: str, value: str) -> str:
    """A personal fact as the asker sees it."""
    if field in masked or (field == "phone" and "mobile" in masked):
        return cover(field, value)
    return {"document": format_document, "phone": format_phone}.get(field, str)(value)


def _referred_facts(asking: Asking, ticket: Ticket, client: Client | None) -> tuple[d.Fact, ...]:
    """Of a client whose ticket was referred: his name and the ticket's contact (D20)."""
    if client is None:
        name, contact_name = named_on(asking, ticket.id)
    else:
        contact = None if ticket.contact_id is None else asking.find(Contact, ticket.contact_id)
        name, contact_name = client.legal_name, contact.name if contact else ""
    facts = (d.Fact("client.legal_name", name), d.Fact("client.contact", contact_name))
    return tuple(fact for fact in facts if fact.value)


def _first(contact: Contact | None, client: Client, *names: str) -> str:
    rows = (contact, client) if contact is not None else (client,)
    return next((found for row in rows for name in names if (found := str(getattr(row, name)))), "")


def _contract_facts(asking: Asking, ticket: Ticket, zone: ZoneInfo) -> tuple[d.Fact, ...]:
    if only_referred(asking.actor.sight, ticket):
        return ()
    contract = None if ticket.contract_id is None else asking.session.get(Contract, ticket.contract_id)
    login = None if ticket.login_id is None else asking.session.get(AccessLogin, ticket.login_id)
    staff = None if ticket.attendant_id is None else asking.session.get(StaffMember, ticket.attendant_id)
    department = asking.session.get_one(Department, ticket.department_id)
    kind = asking.session.get_one(TicketType, ticket.type_id)
    facts = (
        d.Fact(
            "contract.number", ", ".join(filter(None, (contract.number, contract.plan))) if contract else ""
        ),
        d.Fact("contract.login", login.login if login else ""),
        d.Fact("ticket.opened", _moment(ticket.opened_at, zone)),
        d.Fact("ticket.closed", _moment(ticket.closed_at, zone)),
        d.Fact("ticket.attendant", staff.name if staff else ""),
        d.Fact("ticket.department", department.name),
        d.Fact("ticket.type", kind.name),
        d.Fact("ticket.priority", f"priority.{Priority(ticket.priority).name.lower()}", d.FactKind.CODE),
        d.Fact("ticket.external_number", ticket.external_number or ""),
        d.Fact("ticket.reserved_date", f"{ticket.reserved_on:%d/%m/%Y}" if ticket.reserved_on else ""),
        d.Fact("ticket.address", _address(_open_parts(asking, ticket))),
    )
    return tuple(fact for fact in facts if fact.value)


def _deadlines(ticket: Ticket, now: datetime) -> tuple[d.Deadline, ...]:
    """The one deadline a ticket has so far, on the running clock."""
    if ticket.due_at is None:
        return ()
    verdict = _verdict(ticket, ticket.due_at, now)
    away = (ticket.closed_at or now) - ticket.due_at
    return (
        d.Deadline(
            name="solution",
            agreed_minutes=_minutes(ticket.due_at - ticket.opened_at),
            business=False,
            due_at=ticket.due_at,
            done_at=ticket.closed_at,
            verdict=verdict,
            over_minutes=_minutes(abs(away)),
        ),
    )


def _verdict(ticket: Ticket, due: datetime, now: datetime) -> d.Verdict:
    if ticket.status == Status.CANCELLED:
        return d.Verdict.DROPPED
    if (ticket.closed_at or now) > due:
        return d.Verdict.LATE
    return d.Verdict.MET if ticket.closed_at is not None else d.Verdict.RUNNING


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return "" if at is None else f"{at.astimezone(zone):%d/%m/%Y %H:%M}"


def _open_parts(asking: Asking, ticket: Ticket) -> Mapping[str, str]:
    """The ticket's address as the asker may see it."""
    address = AddressSnapshot(**(ticket.address or {}))
    return asdict(covered_address(address, masked_of(asking, ticket.client_id)))


def _address(parts: Mapping[str, str]) -> str:
    street = ", ".join(filter(None, (parts.get("street"), parts.get("number"), parts.get("complement"))))
    city = "/".join(filter(None, (parts.get("city"), parts.get("state"))))
    return ", ".join(filter(None, (street, parts.get("district"), city, format_cep(parts.get("cep", "")))))


def _stages(asking: Asking, ticket: Ticket, flow: Flow) -> tuple[d.StageVisit, ...]:
    finals = {s.id for s in flow.stages if s.kind.is_final}
    expected: dict[UUID | None, int | None] = {s.id: s.expected_minutes for s in flow.stages}
    days = calendar(asking)
    visits = asking.session.scalars(
        select(StageVisit)
        .where(StageVisit.ticket_id == ticket.id, StageVisit.voided_at.is_(None))
        .order_by(StageVisit.entered_at, StageVisit.rowno)
    )
    return tuple(
        d.StageVisit(
            name=visit.stage_label,
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            seconds=_seconds(visit, asking.now, final=visit.stage_id in finals),
            attendant=visit.attendant_label,
            condition=visit.condition,
            reason=visit.reason,
            final=visit.stage_id in finals,
            off_flow=visit.off_flow,
            business_minutes=visit.business_minutes
            if visit.business_minutes is not None
            else days.business_minutes(visit.entered_at, visit.left_at or asking.now),
            expected_minutes=expected.get(visit.stage_id),
        )
        for visit in visits
    )


def _seconds(visit: StageVisit, now: datetime, *, final: bool) -> int:
    if visit.left_at is None and final:
        return 0
    return max(int(((visit.left_at or now) - visit.entered_at).total_seconds()), 0)


def _entries(
    asking: Asking, ticket: Ticket, audience: d.Audience, loaders: _Loaders, hidden: frozenset[str]
) -> tuple[d.Entry, ...]:
    rows = entries_of(asking, ticket.id)
    numbers = {row.id: row for row in rows}
    hashes = _hashes(asking, ticket.id) if audience is d.Audience.AUDIT else {}
    client = fields.client_said(asking, ticket, hidden)
    made = (
        fields.open_entry(
            _entry(row, numbers, loaders, hashes.get(row.id, ""), audience), row, hidden, client
        )
        for row in rows
    )
    return tuple(entry for entry in made if audience is not d.Audience.CLIENT or _client_reads(entry))


def _hashes(asking: Asking, ticket: UUID) -> dict[UUID, str]:
    pairs = select(TicketEvent.id, TicketEvent.hash).where(TicketEvent.ticket_id == ticket)
    return {row[0]: row[1] for row in asking.session.execute(pairs)}


def _client_reads(entry: d.Entry) -> bool:
    seen = entry.visibility is d.Visibility.CLIENT
    return seen and entry.kind is not d.EntryKind.NOTE and not entry.struck


def _entry(
    row: EntryRow,
    rows: Mapping[UUID, EntryRow],
    loaders: _Loaders,
    digest: str,
    audience: d.Audience,
) -> d.Entry:
    struck_by = row.undone_by or row.corrected_by
    striker = rows.get(struck_by) if struck_by is not None else None
    kind = _kind(row, rows)
    files = [file for file in row.attachments if _shows_file(file, audience)]
    images = tuple(image for file in files if file.inline and (image := loaders.image(file)) is not None)
    spoken = kind is not d.EntryKind.EVENT
    return d.Entry(
        number=row.number,
        kind=kind,
        visibility=d.Visibility(row.visibility),
        author=row.on_behalf_of or row.actor_label,
        happened_at=row.happened_at,
        text=row.text if row.kind is not EventKind.IMPORTED else _imported_text(row.payload),
        plain=row.kind is EventKind.IMPORTED,
        event="" if spoken or (row.kind is EventKind.IMPORTED and not row.erased) else _code(row),
        facts=() if spoken else _event_facts(row, rows, audience),
        images=images,
        attachments=tuple(loaders.attachment(file) for file in files if not file.inline),
        struck=struck_by is not None,
        struck_by=striker.number if striker else None,
        hash=digest,
        recorded_at=row.recorded_at,
    )


def _code(row: EntryRow) -> str:
    if row.erased:
        return "erased"
    if row.kind is EventKind.UNDERSTANDING_DECIDED:
        return f"understanding_{row.payload.get('state', '')}"
    if row.kind is EventKind.CHECKED and not row.payload.get("done", True):
        return "unchecked"
    return _CODES.get(row.kind, str(row.kind))


def _kind(row: EntryRow, rows: Mapping[UUID, EntryRow]) -> d.EntryKind:
    if row.erased:
        return d.EntryKind.EVENT
    if row.kind in SPOKEN:
        return _KINDS[row.kind]
    if row.kind is EventKind.CORRECTED:
        root = row.payload.get("root")  # gone where the text was erased
        first = rows.get(UUID(str(root))) if root else None
        return _KINDS.get(first.kind, d.EntryKind.NOTE) if first else d.EntryKind.NOTE
    return d.EntryKind.EVENT


def _imported_text(payload: Mapping[str, Any]) -> str:
    """What happened, then what the source knew of it, one attribute a line."""
    attributes = payload.get("attributes") or {}
    lines = [str(payload.get("activity", "")), str(payload.get("text", ""))]
    lines += [f"{name}: {value}" for name, value in attributes.items()]
    return "\n".join(line for line in lines if line)


def _event_facts(row: EntryRow, rows: Mapping[UUID, EntryRow], audience: d.Audience) -> tuple[d.Fact, ...]:
    names = _CLIENT_FACTS if audience is d.Audience.CLIENT else _FACTS
    facts = [
        d.Fact(f"fact.{name}", str(row.payload[name]))
        for name in names
        if row.payload.get(name) and row.kind is not EventKind.OPENED
    ]
    for name, values in (row.payload.get("fields") or {}).items():
        told = f"{_shown(values.get('from'))} → {_shown(values.get('to'))}"
        facts.append(d.Fact(str(values.get("label") or f"own_field.{name}"), told))
    named = [rows[UUID(event)].number for event in row.payload.get("events") or () if UUID(event) in rows]
    if named:
        facts.append(d.Fact("fact.entry", ", ".join(str(number) for number in named)))
    return tuple(facts)


def _shown(value: Any) -> str:
    """A value in a line of changes; 0 and "Não" are values."""
    if value is True or value is False:
        return "✓" if value else "✗"
    return str(value) if filled(value) else fields.NOTHING


QUESTIONS: Questions = {GetDossier: get_dossier}
