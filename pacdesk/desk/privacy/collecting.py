"""Everything about somebody, read out whole to be handed over (LGPD art. 18 II and art. 19)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.access.tables import KnownComputer, User
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact, Organization
from pacdesk.desk.company.queries import zone_of
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.company.tables import Company, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.privacy.commands import ExportPerson
from pacdesk.desk.privacy.finding import person_row
from pacdesk.desk.privacy.reach import Reach, mentions_of, parts, reach_of
from pacdesk.desk.privacy.rules import (
    DataFile,
    DataItem,
    DataSection,
    PersonData,
    PersonKind,
    Place,
    Plain,
    demand_everything,
)
from pacdesk.desk.privacy.tables import SubjectRequest
from pacdesk.desk.tickets.tables import (
    Attachment,
    StageVisit,
    Ticket,
    TicketEvent,
    TicketValue,
    UnderstandingText,
)
from pacdesk.desk.tx import Asking, Handlers, Tx
from pacdesk.storage.schema import Base, Read, StoredFile
from pacdesk.storage.search import readable

EXPORTED: Final = "privacy_export"
_PERSON: Final = "name job_title email phone mobile note"
_COLUMNS: Final[Mapping[type[Base], str]] = {
    Client: "kind person_type legal_name trade_name document state_registration registration_state "
    "city_registration tax_regime status email phone mobile external_code under_sac note created_at",
    Organization: "name document note",
    Contact: _PERSON,
    StaffMember: "name email phone job_title active",
    User: "login name active last_login_at",
    KnownComputer: "name first_at last_at",
    Address: "label cep street number complement district city state country latitude longitude",
    AccessLogin: "login note active",
    Contract: "number plan status access_status starts_on ends_on monthly_cents external_code note "
    "created_at",
    SubjectRequest: "kind state person_label asked_by channel details asked_on due_on answered_at answer",
    Read: "at actor_label kind",
}
_ONE: Final[Mapping[PersonKind, type[Base]]] = {
    PersonKind.CLIENT: Client,
    PersonKind.ORGANIZATION: Organization,
    PersonKind.CONTACT: Contact,
    PersonKind.LOGIN: AccessLogin,
    PersonKind.STAFF: StaffMember,
}


def export_person(tx: Tx, command: ExportPerson) -> PersonData:
    """Raises Forbidden `access.right_missing`, `privacy.sight_cut`; NotFound."""
    demand(tx.actor, Right.PRIVACY_ATTEND)
    demand_everything(tx.actor)
    reach = reach_of(tx, command.kind, command.person)
    company = tx.session.scalars(select(Company)).one()
    data = PersonData(
        person=person_row(tx, reach),
        company=company.legal_name or company.trade_name,
        zone=zone_of(tx),
        made_at=tx.now,
        made_by=tx.actor.name,
        sections=tuple(
            DataSection(place, items) for place, found in _sections(tx, reach) if (items := tuple(found))
        ),
        files=tuple(_files(tx, reach)),
    )
    tx.add(
        Read(
            id=tx.child_id("read"),
            at=tx.now,
            actor_id=tx.actor.user_id,
            actor_label=tx.actor.name,
            kind=EXPORTED,
            ref=command.person,
            detail={"kind": str(command.kind)},
        )
    )
    return data


def _sections(asking: Asking, reach: Reach) -> Iterator[tuple[Place, Iterable[DataItem]]]:
    yield Place.RECORD, _rows(asking, _ONE[reach.kind], (reach.id,))
    if reach.whole:
        yield Place.CONTACTS, _rows(asking, Contact, reach.contacts)
        yield Place.ADDRESSES, _rows(asking, Address, reach.addresses)
        yield Place.LOGINS, _rows(asking, AccessLogin, reach.logins)
        yield Place.CONTRACTS, _rows(asking, Contract, reach.contracts)
    yield Place.USER, _rows(asking, User, reach.users)
    yield Place.COMPUTERS, _found(asking, KnownComputer, KnownComputer.user_id, reach.users)
    protocols = dict(_protocols(asking, reach.tickets))
    yield Place.TICKETS, _tickets(asking, reach)
    yield Place.ENTRIES, _entries(asking, reach.events, protocols)
    if reach.whole:
        yield Place.FIELDS, _of_tickets(asking, TicketValue, "field value", protocols)
        yield (
            Place.UNDERSTANDINGS,
            _of_tickets(
                asking, UnderstandingText, "number text state decided_by_label justification", protocols
            ),
        )
        yield (
            Place.VISITS,
            _of_tickets(
                asking,
                StageVisit,
                "stage_label entered_at left_at attendant_label condition reason",
                protocols,
            ),
        )
    yield Place.REQUESTS, _found(asking, SubjectRequest, SubjectRequest.person_id, (reach.id,))
    yield Place.READS, _found(asking, Read, Read.ref, (reach.id, *reach.users))
    yield (
        Place.MENTIONS,
        (
            _item(
                {"protocol": show_protocol(one.protocol) if one.protocol else "", "text": readable(one.text)}
            )
            for one in mentions_of(asking, reach)
        ),
    )


def _rows(asking: Asking, kind: Any, ids: Iterable[UUID]) -> Iterator[DataItem]:
    return _found(asking, kind, kind.id, ids)


def _found(asking: Asking, kind: Any, column: Any, ids: Iterable[UUID]) -> Iterator[DataItem]:
    names = _COLUMNS[kind].split()
    for part in parts(ids):
        for row in asking.session.scalars(select(kind).where(column.in_(part)).order_by(kind.rowno)):
            yield _item({name: getattr(row, name) for name in names})


def _item(facts: Mapping[str, Any]) -> DataItem:
    shown = ((name, _plain(value)) for name, value in facts.items())
    return DataItem(tuple((name, value) for name, value in shown if value not in ("", None)))


def _plain(value: Any) -> Plain:
    if value is None or isinstance(value, str | int | float | bool) or hasattr(value, "isoformat"):
        plain: Plain = value
        return plain
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_plain(one)}" for name, one in value.items() if one not in ("", None))
    if isinstance(value, list):
        return ", ".join(str(_plain(one)) for one in value)
    return str(value)


def _protocols(asking: Asking, tickets: Iterable[UUID]) -> Iterator[tuple[UUID, str]]:
    for part in parts(tickets):
        rows = asking.session.execute(
            select(Ticket.id, Ticket.protocol).where(Ticket.id.in_(part)).order_by(Ticket.opened_at)
        )
        for row_id, protocol in rows:
            yield row_id, show_protocol(protocol)


def _tickets(asking: Asking, reach: Reach) -> Iterator[DataItem]:
    names = ("subject", "description", "address", "status", "opened_at", "closed_at")
    for part in parts(reach.tickets):
        for row in asking.session.scalars(
            select(Ticket).where(Ticket.id.in_(part)).order_by(Ticket.opened_at)
        ):
            shown = names if reach.whole else ("subject", "status", "opened_at", "closed_at")
            yield _item(
                {"protocol": show_protocol(row.protocol), **{name: getattr(row, name) for name in shown}}
            )


def _entries(asking: Asking, events: Iterable[UUID], protocols: Mapping[UUID, str]) -> Iterator[DataItem]:
    known = dict(protocols)
    for part in parts(events):
        rows = asking.session.scalars(
            select(TicketEvent)
            .where(TicketEvent.id.in_(part))
            .order_by(TicketEvent.happened_at, TicketEvent.number)
        ).all()
        known |= dict(_protocols(asking, {row.ticket_id for row in rows} - set(known)))
        for row in rows:
            yield _item(
                {
                    "protocol": known[row.ticket_id],
                    "happened_at": row.happened_at,
                    "kind": row.kind,
                    "visibility": row.visibility,
                    "actor_label": row.actor_label,
                    "on_behalf_of": row.on_behalf_of,
                    **_said(row.payload),
                }
            )


def _said(payload: str | None) -> Mapping[str, Any]:
    held = {} if payload is None else json.loads(payload)
    return {"text": held.pop("text", ""), **{f"said.{name}": value for name, value in held.items()}}


def _of_tickets(asking: Asking, kind: Any, names: str, protocols: Mapping[UUID, str]) -> Iterator[DataItem]:
    for part in parts(protocols):
        rows = asking.session.scalars(select(kind).where(kind.ticket_id.in_(part)).order_by(kind.rowno))
        for row in rows:
            facts = {name: getattr(row, name) for name in names.split()}
            yield _item({"protocol": protocols[row.ticket_id], **facts})


def _files(asking: Asking, reach: Reach) -> Iterator[DataFile]:
    if not reach.whole:
        return
    for part in parts(reach.tickets):
        rows = asking.session.execute(
            select(Attachment, StoredFile.sha256, Ticket.protocol)
            .join(StoredFile, StoredFile.id == Attachment.file_id)
            .join(Ticket, Ticket.id == Attachment.ticket_id)
            .where(Attachment.ticket_id.in_(part))
            .order_by(Attachment.added_at, Attachment.rowno)
        )
        for file, digest, protocol in rows:
            yield DataFile(file.name, digest, file.media_type, file.size, show_protocol(protocol))


HANDLERS: Handlers = {ExportPerson: export_person}
