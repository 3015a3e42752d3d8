"""Data imports (D13): each row an ordinary command, with all its rules and rights.

A row's key in the source names it: what was imported before is changed where it differs, the rest is
made. The id of a row is noted before the row is made, so that an import that was killed in between
goes on without doubling anything. A row that a rule refuses is told and the next one is done.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from uuid import UUID

from pacdesk.desk.clients.brazil.documents import read_document
from pacdesk.desk.clients.commands import (
    ChangeClient,
    CreateClient,
    FindDuplicates,
    GetClient,
    ListOrganizations,
)
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientStatus,
    ClientValues,
    ContactValues,
    PersonType,
    RequesterKind,
    TaxRegime,
)
from pacdesk.desk.clients.rules import clean_client
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.contracts.commands import ChangeContract, CreateContract, GetContract
from pacdesk.desk.contracts.rows import AccessStatus, ContractStatus, ContractValues
from pacdesk.desk.contracts.rules import clean_contract
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import GetTicket, OpenTicket
from pacdesk.desk.tickets.imported import KnownRows
from pacdesk.desk.tickets.rules import Priority, TicketKind
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import NotFound, UserError
from pacdesk.exchange.cases import DataRow
from pacdesk.exchange.fields import RowFault
from pacdesk.exchange.mapping import ImportMap

E = TypeVar("E", bound=StrEnum)
MADE, CHANGED, SAME = "made", "changed", "same"


class Records(Protocol):
    """What one kind of data needs: whether a row is there, and bringing it."""

    kind: str

    def exists(self, row_id: UUID) -> bool:
        """Whether the row is (still) there."""

    def bring(self, row_id: UUID, row: DataRow, *, known: bool) -> str:
        """Make or change it: MADE, CHANGED or SAME. Raises UserError, RowFault."""


def records_of(desk: DeskPort, mapping: ImportMap) -> Records:
    """The records that a mapping is about."""
    kinds: dict[str, Callable[[DeskPort, ImportMap], Records]] = {
        "clients": Clients,
        "contracts": Contracts,
        "tickets": Tickets,
    }
    return kinds[mapping.what](desk, mapping)


class _Base:
    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        self._desk, self._mapping = desk, mapping

    def _is_there(self, question: Any) -> bool:
        try:
            self._desk.ask(question)
        except NotFound:
            return False
        return True

    def _client(self, given: str) -> UUID | None:
        """The client of that key in the same source, or of that CNPJ or CPF."""
        if not given:
            return None
        known = self._desk.ask(KnownRows(source=self._mapping.source, kind="client", keys=(given,)))
        if given in known:
            return known[given]
        if read_document(given).ok:
            found = self._desk.ask(FindDuplicates(document=given))
            if len(found) == 1:
                return found[0].id
        raise RowFault("client_unknown", "client", given)


class Clients(_Base):
    """Clients with their main contact and address."""

    kind = "client"

    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        super().__init__(desk, mapping)
        rows = desk.ask(ListOrganizations())
        self._organizations = {row.values.name.casefold().strip(): row.id for row in rows}

    def exists(self, row_id: UUID) -> bool:
        return self._is_there(GetClient(client=row_id))

    def bring(self, row_id: UUID, row: DataRow, *, known: bool) -> str:
        given = self._given(row.values)
        if known:
            card = self._desk.ask(GetClient(client=row_id))
            wanted = clean_client(replace(card.values, **given), imported=True)
            if wanted == card.values:
                return SAME
            self._desk.run(
                ChangeClient(
                    client=row_id, version=card.version, before=card.values, values=wanted, imported=True
                )
            )
            return CHANGED
        self._desk.run(
            CreateClient(
                client=row_id,
                values=ClientValues(**given),
                contacts=_contacts(row.values),
                addresses=_addresses(row.values),
                imported=True,
            )
        )
        return MADE

    def _given(self, values: dict[str, str]) -> dict[str, Any]:
        plain = (
            "legal_name", "trade_name", "document", "state_registration", "registration_state",
            "city_registration", "email", "phone", "mobile", "external_table", "external_code", "note",
        )  # fmt: skip
        given: dict[str, Any] = {name: values[name] for name in plain if name in values}
        choices: tuple[tuple[str, type[StrEnum]], ...] = (
            ("kind", RequesterKind),
            ("person_type", PersonType),
            ("tax_regime", TaxRegime),
            ("status", ClientStatus),
        )
        for name, kind in choices:
            if values.get(name):
                given[name] = _choice(kind, name, values[name])
        if "person_type" not in given and len(read_document(values.get("document", "")).value) == 11:
            given["person_type"] = PersonType.PERSON
        if values.get("organization"):
            key = values["organization"].casefold().strip()
            if key not in self._organizations:
                raise RowFault("name_unknown", "organization", values["organization"])
            given["organization_id"] = self._organizations[key]
        return given


def _contacts(values: dict[str, str]) -> tuple[ContactValues, ...]:
    if not values.get("contact_name"):
        return ()
    contact = ContactValues(
        name=values["contact_name"],
        email=values.get("contact_email", ""),
        phone=values.get("contact_phone", ""),
        is_main=True,
    )
    return (contact,)


def _addresses(values: dict[str, str]) -> tuple[AddressValues, ...]:
    names = ("cep", "street", "number", "complement", "district", "city", "state")
    given: dict[str, Any] = {name: values[name] for name in names if values.get(name)}
    return (AddressValues(**given, is_main=True),) if given else ()


class Contracts(_Base):
    """Contracts of clients that are there."""

    kind = "contract"

    def exists(self, row_id: UUID) -> bool:
        return self._is_there(GetContract(contract=row_id))

    def bring(self, row_id: UUID, row: DataRow, *, known: bool) -> str:
        given = self._given(row.values)
        if known:
            card = self._desk.ask(GetContract(contract=row_id))
            wanted = clean_contract(replace(card.values, **given), imported=True)
            if wanted == card.values:
                return SAME
            self._desk.run(
                ChangeContract(contract=row_id, version=card.version, before=card.values, values=wanted)
            )
            return CHANGED
        client = self._client(row.values["client"])
        if client is None:
            raise RowFault("client_unknown", "client")
        self._desk.run(
            CreateContract(contract=row_id, client=client, values=ContractValues(**given), imported=True)
        )
        return MADE

    def _given(self, values: dict[str, str]) -> dict[str, Any]:
        plain = ("number", "plan", "note", "external_code")
        given: dict[str, Any] = {name: values[name] for name in plain if values.get(name)}
        for name in ("starts_on", "ends_on"):
            if values.get(name):
                given[name] = date.fromisoformat(values[name])
        if values.get("status"):
            given["status"] = _choice(ContractStatus, "status", values["status"])
        if values.get("access_status"):
            given["access_status"] = _choice(AccessStatus, "access_status", values["access_status"])
        if values.get("monthly"):
            given["monthly_cents"] = _cents(values["monthly"], self._mapping.file.decimal)
        return given


class Tickets(_Base):
    """Open tickets, opened like any other; a ticket that is there is left alone."""

    kind = "ticket"

    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        super().__init__(desk, mapping)
        types, departments = desk.ask(ListTypes()), desk.ask(ListDepartments())
        self._types = {row.name.casefold().strip(): row.id for row in types}
        self._departments = {row.name.casefold().strip(): row.id for row in departments}

    def exists(self, row_id: UUID) -> bool:
        return self._is_there(GetTicket(ticket=row_id))

    def bring(self, row_id: UUID, row: DataRow, *, known: bool) -> str:
        if known:
            return SAME
        values = row.values
        client = self._client(values.get("client", ""))
        priority = values.get("priority", "")
        if priority and priority not in ("1", "2", "3", "4"):
            raise RowFault("choice", "priority", priority)
        self._desk.run(
            OpenTicket(
                ticket=row_id,
                kind=TicketKind.CLIENT if client else TicketKind.OWN_STRUCTURE,
                client=client,
                type_id=_named(self._types, "type", values.get("type", "")),
                department=_named(self._departments, "department", values.get("department", "")),
                subject=values["subject"],
                description=values["description"],
                priority=Priority(int(priority)) if priority else None,
            )
        )
        return MADE


def _named(known: dict[str, UUID], column: str, name: str) -> UUID | None:
    """The row of that name; the first one when the file names none."""
    if not name:
        return next(iter(known.values()), None)
    found = known.get(name.casefold().strip())
    if found is None:
        raise RowFault("name_unknown", column, name)
    return found


def _choice(kind: type[E], column: str, text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise RowFault("choice", column, text) from None


def _cents(text: str, decimal: str) -> int:
    """Money in centavos: `1.234,50` or `1234.50`, as the mapping's `decimal` says."""
    thousands = "." if decimal == "," else ","
    bare = text.replace("R$", "").replace("\xa0", "").replace(" ", "")
    try:
        return int((Decimal(bare.replace(thousands, "").replace(decimal, ".")) * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        raise RowFault("number", "monthly", text) from None


def refusal(error: UserError) -> tuple[str, dict[str, Any]]:
    """A command's refusal as a problem's code and facts; the first of several fields speaks."""
    inner = getattr(error, "problems", ())
    told = inner[0] if inner else error
    return told.code, {**told.facts, "field": told.field}
